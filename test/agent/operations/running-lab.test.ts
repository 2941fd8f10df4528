import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { forgetStarting, noteStarting, startingLab } from '../../../agent/operations/running-lab.js';
import { ManualClock } from '../../../core/clock.js';

/** No system gives this to a process. */
const NOBODY = 2 ** 30;

describe('a lab that an agent was starting when it died', () => {
  let data: string;
  let clock: ManualClock;
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'lab-'));
    clock = new ManualClock();
  });
  afterEach(() => {
    rmSync(data, { recursive: true });
  });

  function describeItself(pid: number): void {
    const url = 'mqtt://127.0.0.1:1';
    const endpoints = { broker: url, robot: url, tester: url, station: url };
    const clockOfLab = { linkMs: 0, labMs: 0, factor: 1 };
    const startedAt = '2026-01-01T00:00:00.000Z';
    const lab = { pid, startedAt, seed: '1', clock: clockOfLab, endpoints, password: 'secret' };
    writeFileSync(join(data, 'lab.json'), JSON.stringify(lab));
  }

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
