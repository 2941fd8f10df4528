import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  forgetStarting,
  noteStarting,
  runningLab,
  startingLab,
} from '../../../agent/operations/running-lab.js';
import { ManualClock } from '../../../core/clock.js';

/** No system gives this to a process. */
const NOBODY = 2 ** 30;

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'lab-'));
});
afterEach(() => {
  rmSync(data, { recursive: true });
});

function describeItself(pid: number, control?: string): void {
  const url = 'mqtt://127.0.0.1:1';
  const endpoints = { broker: url, robot: url, tester: url, station: url };
  const clock = { linkMs: 0, labMs: 0, factor: 1 };
  const startedAt = '2026-01-01T00:00:00.000Z';
  const lab = { pid, startedAt, seed: '1', clock, endpoints, control, password: 'secret' };
  writeFileSync(join(data, 'lab.json'), JSON.stringify(lab));
}

describe('a lab that runs already', () => {
  let server: Server;
  let answer: (authorization: string | undefined) => number;
  beforeEach(async () => {
    answer = (authorization) => (authorization === 'Bearer secret' ? 200 : 401);
    server = createServer((request, response) => {
      response.writeHead(answer(request.headers.authorization)).end();
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    describeItself(NOBODY, `http://127.0.0.1:${(server.address() as AddressInfo).port}/faults`);
  });
  afterEach(() => {
    server.close();
  });

  it('is known by its answer to its own password', async () => {
    expect(await runningLab(data)).toMatchObject({ pid: NOBODY });
  });

  it.each([
    ['its port belongs to another program now', 404],
    ['its password is refused', 401],
    ['it is only being switched on', 503],
  ])('is none when %s', async (_why, status) => {
    answer = () => status;
    expect(await runningLab(data)).toBeUndefined();
  });

  it('is none when nobody listens at its port any more, or it never had one', async () => {
    server.close();
    await once(server, 'close');
    expect(await runningLab(data)).toBeUndefined();
    describeItself(process.pid);
    expect(await runningLab(data)).toBeUndefined();
  });
});

describe('a lab that an agent was starting when it died', () => {
  let clock: ManualClock;
  beforeEach(() => {
    clock = new ManualClock();
  });

  it('is waited for, and taken up when it is ready', async () => {
    describeItself(NOBODY);
    noteStarting(data, process.pid);
    const found = startingLab(data, clock, 10_000);
    await clock.advance(5000);
    describeItself(process.pid);
    await clock.advance(1000);
    expect(await found).toMatchObject({ pid: process.pid });
  });

  it('is waited for no longer than it may take', async () => {
    noteStarting(data, process.pid);
    const found = startingLab(data, clock, 10_000);
    await clock.advance(11_000);
    expect(await found).toBeUndefined();
  });

  it('is not waited for when it died as well, or was never there', async () => {
    noteStarting(data, NOBODY);
    expect(await startingLab(data, clock, 10_000)).toBeUndefined();
    forgetStarting(data);
    expect(await startingLab(data, clock, 10_000)).toBeUndefined();
  });
});
