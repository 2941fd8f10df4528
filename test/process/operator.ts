/** Somebody else at the broker: Mosquitto's own clients where they are installed, else the `mqtt` package. */
import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { connectAsync } from 'mqtt';
import { BROKER_LOGINS_FILE, keptPasswords } from '../../config/broker/passwords.js';
import { LAB_DESCRIPTOR_FILE, LabDescriptor } from '../../config/lab-descriptor.js';
import type { OperatorRequest, OperatorResponse } from '../../agent/supervision/contract/requests.js';
import type { VerbName } from '../../agent/supervision/verbs.js';
import { SystemClock } from '../../core/clock.js';

const LOGIN = 'operator';
const BASE = 'interphase';
const clock = new SystemClock();

export interface Heard {
  /** Below the base topic. */
  readonly topic: string;
  readonly retained: boolean;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Other than usual: also the verb's own fields. */
type Asked = Partial<OperatorRequest> & Readonly<Record<string, unknown>>;

interface Line {
  readonly publish: (topic: string, text: string, retain: boolean) => Promise<void>;
  readonly close: () => Promise<void>;
}

type Maybe<T> = T | undefined | false;
type Listener = (topic: string, text: string, retained: boolean) => void;

export class Operator {
  readonly heard: Heard[] = [];
  private line: Line | undefined;

  /** Joins the broker of the simulated lab in `data` and listens to everything below the base topic. */
  static async at(data: string): Promise<Operator> {
    const text = readFileSync(join(data, LAB_DESCRIPTOR_FILE), 'utf8');
    const { endpoints } = LabDescriptor.parse(JSON.parse(text));
    const password = keptPasswords(join(data, BROKER_LOGINS_FILE))[LOGIN] ?? '';
    const operator = new Operator();
    const open = existsSync('/usr/bin/mosquitto_sub') ? byMosquitto : byPackage;
    operator.line = await open(new URL(endpoints.broker), password, (topic, body, retained) => {
      if (body === '') return;
      const parsed = JSON.parse(body) as Heard['body'];
      operator.heard.push({ topic: topic.slice(BASE.length + 1), retained, body: parsed });
    });
    return operator;
  }

  /** The latest message of a topic. */
  latest(topic: string): Heard | undefined {
    return this.heard.findLast((message) => message.topic === topic);
  }

  /** Waits, in real seconds, for what was asked for to be there. */
  async until<T>(what: string, look: () => Maybe<T> | Promise<Maybe<T>>, seconds = 60): Promise<T> {
    const deadline = clock.monotonic() + 1000 * seconds;
    for (;;) {
      const found = await look();
      if (found !== undefined && found !== false) return found;
      if (clock.monotonic() > deadline) throw new Error(`${what}: not seen within ${seconds} s`);
      await clock.sleep(100);
    }
  }

  /** Asks as an operator would, and waits for the answer to this very request. */
  async ask(verb: VerbName, changes: Asked = {}): Promise<OperatorResponse> {
    const before = this.heard.length;
    const transaction = await this.request(verb, changes);
    return this.answer(verb, transaction, before);
  }

  /** @returns the transaction of the request */
  async request(verb: VerbName, changes: Asked = {}, retain = false): Promise<string> {
    const issued_at = new Date(clock.now()).toISOString();
    const asked = { transaction: randomUUID(), issued_at, reason: 'a test', ...changes };
    await this.line?.publish(`${BASE}/bridge/request/${verb}/${LOGIN}`, JSON.stringify(asked), retain);
    return asked.transaction;
  }

  /** @param from how many messages had been heard when it was asked: an earlier answer is to an earlier request */
  async answer(verb: VerbName, transaction: string, from = 0): Promise<OperatorResponse> {
    const isAnswer = ({ topic, body }: Heard, at: number): boolean =>
      at >= from && topic === `bridge/response/${verb}/${LOGIN}` && body['transaction'] === transaction;
    const { body } = await this.until(`answer to ${verb}`, () => this.heard.find(isAnswer), 30);
    return body as unknown as OperatorResponse;
  }

  async leave(): Promise<void> {
    await this.line?.close();
  }
}

async function byMosquitto({ hostname, port }: URL, password: string, listener: Listener): Promise<Line> {
  const login = ['-h', hostname, '-p', port, '-u', LOGIN, '-P', password, '-q', '1'];
  const listening = spawn('mosquitto_sub', [...login, '-t', `${BASE}/#`, '-F', '%j'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface({ input: listening.stdout }).on('line', (line) => {
    const { topic, payload, retain } = JSON.parse(line) as { topic: string; payload: string; retain: number };
    listener(topic, payload, retain === 1);
  });
  return {
    publish: async (topic, text, retain) => {
      const message = ['-t', topic, '-m', text, ...(retain ? ['-r'] : [])];
      await promisify(execFile)('mosquitto_pub', [...login, ...message]);
    },
    close: async () => {
      listening.kill();
    },
  };
}

async function byPackage({ href }: URL, password: string, listener: Listener): Promise<Line> {
  const client = await connectAsync(href, { username: LOGIN, password });
  client.on('message', (topic, payload, { retain }) => {
    listener(topic, payload.toString(), retain);
  });
  await client.subscribeAsync(`${BASE}/#`, { qos: 1 });
  return {
    publish: async (topic, text, retain) => {
      await client.publishAsync(topic, text, { qos: 1, retain });
    },
    close: () => client.endAsync(true),
  };
}
