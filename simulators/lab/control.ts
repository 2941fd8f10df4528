/**
 * The control port of a simulated lab: HTTP on this computer only, with the lab's password as bearer token.
 * `GET /faults` lists what can be brought about, `POST /faults` brings one about now.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { injectionSchema, type Injection } from '../../config/fault-injection.js';
import { injectionFindings, instrumentsBy } from '../../config/fault-rules.js';
import { jsonSchema } from '../../config/json-schema.js';
import type { LabConfig } from '../../config/lab.js';
import { formatFinding, type Finding } from '../../config/problem.js';
import { schemaFindings } from '../../config/zod-findings.js';

const MOST_BYTES = 10_000;

export interface ControlOptions {
  readonly config: LabConfig;
  readonly password: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** False while instruments are being switched on: everything is answered 503 then. */
  readonly isOn: () => boolean;
  /** @returns false when the instrument has no power */
  readonly strike: (injection: Injection) => boolean;
}

export interface Control {
  /** Of `/faults`. */
  readonly url: string;
  close(): void;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export async function openControl(options: ControlOptions): Promise<Control> {
  const server = createServer((request, response) => {
    answer(request, options).then(
      (done) => {
        send(response, done);
      },
      (error: unknown) => {
        send(response, { status: 500, body: { error: String(error) } });
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/faults`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(request: IncomingMessage, options: ControlOptions): Promise<Answer> {
  if (request.headers.authorization !== `Bearer ${options.password}`)
    return problem(401, 'expected the password of lab.json as bearer token');
  if (request.url !== '/faults') return problem(404, `expected /faults, found ${request.url ?? ''}`);
  if (!options.isOn()) return problem(503, 'the lab is being switched on: ask again');
  if (request.method === 'GET') return { status: 200, body: jsonSchema(injectionSchema) };
  if (request.method !== 'POST') return problem(405, `expected GET or POST, found ${request.method ?? ''}`);
  const asked = parse(await textOf(request));
  const found = findings(asked, options.config);
  if (found.length > 0) return problem(400, found.map(formatFinding).join('\n'));
  const injection = injectionSchema.parse(asked);
  return options.strike(injection)
    ? { status: 200, body: { struck: injection } }
    : problem(409, `${injection.instrument} has no power: ask again when it is on`);
}

/** Everything that is wrong with what was asked for. */
function findings(asked: unknown, { instruments }: LabConfig): Finding[] {
  const ofSchema = schemaFindings(injectionSchema, asked);
  if (ofSchema.length > 0) return ofSchema;
  const injection = injectionSchema.parse(asked);
  const early: Finding = {
    path: ['at'],
    message: 'faults asked for here strike at once',
    expected: 'no at',
    found: injection.at ?? '',
  };
  return [
    ...(injection.at === undefined ? [] : [early]),
    ...injectionFindings(injection, instrumentsBy(Object.entries(instruments))),
  ];
}

function problem(status: number, error: string): Answer {
  return { status, body: { error } };
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MOST_BYTES) chunks.push(chunk);
  }
  return bytes <= MOST_BYTES ? Buffer.concat(chunks).toString('utf8') : '';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
