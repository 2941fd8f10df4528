import 'reflect-metadata';
import { mkdtempSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { AccessFile } from '../../../agent/access/access-file.js';
import { Accounts } from '../../../agent/access/accounts.js';
import type { Role } from '../../../agent/access/role.js';
import { Alarms } from '../../../agent/alarms/alarms.js';
import { CallOut } from '../../../agent/alarms/messages/call-out.js';
import { Locks } from '../../../agent/locks/locks.js';
import { HealthMonitor } from '../../../agent/operations/health.js';
import { LabRecord } from '../../../agent/record/record.js';
import { guard, REST_CONTROLLERS, restProviders } from '../../../agent/rest/rest.module.js';
import { Announcer } from '../../../agent/supervision/announcer.js';
import { RequestDesk } from '../../../agent/supervision/request-desk.js';
import { recordedRequests } from '../../../agent/supervision/request-journal.js';
import { CAMPAIGN, LAB, PLANNER, RECORD, SETUP, SUPERVISOR } from '../../../agent/tokens.js';
import { SystemClock, type Clock } from '../../../core/clock.js';
import { doing } from '../supervision/doing.js';

export const COOKIE = 'c';

/** The REST interface over a record of its own; whatever is asked for is noted in `done`. */
export class Interface {
  readonly done: string[] = [];
  readonly troubles: string[] = [];
  readonly data = mkdtempSync(join(tmpdir(), 'interphase-rest-'));
  readonly accounts: Accounts;
  record!: LabRecord;
  desk!: RequestDesk;
  readonly announcer: Announcer;
  private app!: NestExpressApplication;
  private readonly keys = new Map<Role, Promise<string>>();

  private constructor(readonly clock: Clock) {
    this.accounts = new Accounts(new AccessFile(this.data, clock), clock, 'tester', {
      ...{ ln: 4, r: 8, p: 1 },
    });
    this.announcer = new Announcer(
      { link: 'down' } as ConstructorParameters<typeof Announcer>[0],
      'lab',
      clock,
      () => undefined,
    );
  }

  static async open(clock: Clock = new SystemClock()): Promise<Interface> {
    const opened = new Interface(clock);
    await opened.start();
    return opened;
  }

  private async start(): Promise<void> {
    const { data, clock } = this;
    const onTrouble = (error: Error): void => void this.troubles.push(error.message);
    this.record = await LabRecord.open(join(data, 'record.sqlite'), clock, clock, onTrouble);
    const journal = await recordedRequests(this.record, 'C1');
    this.desk = new RequestDesk({ clock, commands: doing(this.done), journal, onTrouble });
    const options = {
      data,
      cookie: COOKIE,
      clock,
      names: ['lab-pc'],
      isTls: false,
      version: '0.0.0',
      onTrouble,
    };
    const testing = await Test.createTestingModule({
      controllers: REST_CONTROLLERS,
      providers: [
        ...restProviders(options),
        { provide: RECORD, useValue: this.record },
        { provide: CAMPAIGN, useValue: { id: 'C1', approvals: { uid: '0', waiting: [] } } },
        {
          provide: SETUP,
          useValue: { onTrouble, config: { name: 'Lab', supervision: { baseTopic: 'lab' } } },
        },
        { provide: LAB, useValue: { cycler: { channels: 8 } } },
        { provide: PLANNER, useValue: {} },
        { provide: SUPERVISOR, useValue: { announcer: this.announcer } },
        { provide: RequestDesk, useValue: this.desk },
        { provide: Alarms, useValue: { list: [] } },
        { provide: CallOut, useValue: { list: [] } },
        { provide: Locks, useValue: { list: [] } },
        { provide: HealthMonitor, useValue: { read: () => ({ uptimeS: 1 }) } },
      ],
    }).compile();
    this.app = testing.createNestApplication<NestExpressApplication>({
      ...{ bodyParser: false, logger: false, forceCloseConnections: true },
    });
    guard(this.app, options);
    await this.app.listen(0, '127.0.0.1');
  }

  /** A key of each role, made when it is first wanted. */
  keyOf(role: Role): Promise<string> {
    const made = this.keys.get(role) ?? this.accounts.addKey(`key-${role}`, role, 1);
    this.keys.set(role, made);
    return made;
  }

  async address(): Promise<string> {
    return this.app.getUrl();
  }

  async call(method: string, path: string, init: RequestInit & { role?: Role } = {}): Promise<Response> {
    const { role, headers, ...rest } = init;
    const key = role === undefined ? {} : { authorization: `Bearer ${await this.keyOf(role)}` };
    return fetch(`${await this.address()}${path}`, {
      ...{ method, redirect: 'manual', ...rest },
      headers: { 'content-type': 'application/json', ...key, ...(headers as Record<string, string>) },
    });
  }

  /** A request in any form, which `fetch` does not allow. */
  async raw(headers: Record<string, string>, path = '/health'): Promise<IncomingMessage> {
    const address = new URL(path, await this.address());
    return new Promise((resolve, reject) => {
      get(address, { headers }, resolve).on('error', reject);
    });
  }

  request(fields: Record<string, unknown> = {}): string {
    const issued_at = new Date(this.clock.now()).toISOString();
    return JSON.stringify({ transaction: 't1', issued_at, reason: 'smoke', ...fields });
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.record.close();
  }
}
