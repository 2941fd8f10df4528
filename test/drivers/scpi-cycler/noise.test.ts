import { afterEach, describe, expect, it } from '@jest/globals';
import { SystemClock } from '../../../core/clock.js';
import { seededRng } from '../../../core/rng.js';
import type { CyclerTask } from '../../../drivers/cycler.js';
import type { JobReport } from '../../../drivers/instrument.js';
import { ScpiCycler } from '../../../drivers/scpi-cycler/driver.js';
import { CHARGE, protocolOf } from '../../simulators/cycler/fixtures.js';
import { ForkedTester } from './forked-tester.js';
import { relayTo, relayWithError } from './noisy-relay.js';

const clock = new SystemClock();
const task: CyclerTask = { kind: 'protocol', channel: 1, cellId: 'cell-1', protocol: CHARGE };

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

async function through(size: number, probability: number) {
  const tester = new ForkedTester('0');
  open.push({ close: () => tester.kill() });
  await tester.start();
  const relay = await relayTo(tester.path, size, probability, seededRng('noise'));
  open.push(relay);
  const driver = new ScpiCycler({ id: 'tester', line: relay.path, channels: 2, clock, deadlineMs: 60 });
  open.push({ close: () => driver.disconnect() });
  return { tester, relay, driver };
}

/** A job that runs on, when the answer that says how its start went is spoilt on the way. */
async function startedThrough(answer: (line: string) => string) {
  const tester = new ForkedTester('0');
  open.push({ close: () => tester.kill() });
  await tester.start();
  const relay = await relayWithError(tester.path, answer);
  open.push(relay);
  const driver = new ScpiCycler({ id: 'tester', line: relay.path, channels: 2, clock, deadlineMs: 1000 });
  open.push({ close: () => driver.disconnect() });
  await driver.connect();
  const protocol = protocolOf({ kind: 'rest', durationS: 1e6 });
  return { tester, driver, start: () => driver.start('job', { ...task, protocol }) };
}

/** As the agent does: asks again while the link is the trouble. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch {
      await clock.sleep(10);
    }
  }
}

describe('a line that cuts or spoils what it carries', () => {
  it('carries everything in pieces of seven bytes', async () => {
    const { tester, driver } = await through(7, 0);
    await driver.connect();
    await driver.start('job', task);
    let report: JobReport<unknown>;
    do report = await driver.job('job');
    while (report.state === 'running');
    const { rows } = await driver.fetch('job', 0);
    expect(rows).toHaveLength(report.rows);
    expect(tester.executions('job')).toBe(1);
  });

  it('never gives a wrong value and never does anything twice when one piece in a hundred is spoilt', async () => {
    const { tester, relay, driver } = await through(32, 0.01);
    await patiently(() => driver.connect());
    const protocol = protocolOf(...CHARGE.steps, { kind: 'rest', durationS: 2000 });
    await patiently(() => driver.start('job', { ...task, protocol }));
    await patiently(async () => {
      const { state } = await driver.job('job');
      expect(state).toBe('completed');
    });
    for (let round = 0; round < 20; round++) {
      const { rows } = await patiently(() => driver.fetch('job', 200));
      for (const [timeS, , , voltageV] of rows)
        expect([timeS! % 10, voltageV]).toEqual([expect.anything(), expect.closeTo(3.1, 6)]);
    }
    expect(relay.spoilt()).toBeGreaterThan(3);
    expect(tester.executions('job')).toBe(1);
  });
});

describe('a start whose answer is spoilt', () => {
  it('is not taken for refused by one flipped bit', async () => {
    const { tester, driver, start } = await startedThrough((line) => line.replace(/^0/, '1'));
    await expect(start()).rejects.toMatchObject({ fault: 'unknown-outcome' });
    await start();
    expect((await driver.job('job')).state).toBe('running');
    expect(tester.executions('job')).toBe(1);
  });

  it('has succeeded when the tester knows the job, whatever error it seems to have', async () => {
    const refusal = '-221,"Settings conflict"\n';
    const { tester, driver, start } = await startedThrough(() => refusal);
    await start();
    expect((await driver.job('job')).state).toBe('running');
    expect(tester.executions('job')).toBe(1);
  });
});
