import { afterEach, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { SystemClock } from '../../../core/clock.js';
import type { CyclerTask } from '../../../drivers/cycler.js';
import { ScpiCycler, type ScpiCyclerOptions } from '../../../drivers/scpi-cycler/driver.js';
import { until } from '../../contracts/instrument.js';
import { CHARGE, protocolOf, temporaryFolder } from '../../simulators/cycler/fixtures.js';
import { ForkedTester } from './forked-tester.js';

const clock = new SystemClock();
const rest: CyclerTask = {
  kind: 'protocol',
  channel: 1,
  cellId: 'cell-1',
  protocol: protocolOf({ kind: 'rest', durationS: 1e6 }),
};
const charge: CyclerTask = { ...rest, channel: 2, cellId: 'cell-2', protocol: CHARGE };

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

async function testerOn(...how: ConstructorParameters<typeof ForkedTester>): Promise<ForkedTester> {
  const tester = new ForkedTester(...how);
  open.push({ close: () => tester.kill() });
  await tester.start();
  return tester;
}

function driverFor(line: string, changes: Partial<ScpiCyclerOptions> = {}): ScpiCycler {
  const driver = new ScpiCycler({ id: 'tester', line, channels: 2, clock, deadlineMs: 500, ...changes });
  open.push({ close: () => driver.disconnect() });
  return driver;
}

async function becomes(driver: ScpiCycler, link: ScpiCycler['link']): Promise<void> {
  while (driver.link !== link) await clock.sleep(5);
}

describe('a tester on a serial line that is unplugged', () => {
  it('rejects what was under way within 100 ms, and what comes after at once', async () => {
    const tester = await testerOn('tty');
    const driver = driverFor(tester.path, { deadlineMs: 10_000 });
    await driver.connect();
    tester.signal('SIGSTOP');
    const pending = driver.identify().catch((error: unknown) => error);
    await clock.sleep(20);
    await tester.kill();
    const killedMs = clock.monotonic();
    expect(await pending).toMatchObject({
      instrument: 'tester',
      fault: expect.stringMatching(/not-sent|unknown-outcome/),
    });
    expect(clock.monotonic() - killedMs).toBeLessThan(100);
    expect(driver.link).toBe('down');
    await expect(driver.start('offline', charge)).rejects.toMatchObject({ fault: 'not-sent' });
    expect(clock.monotonic() - killedMs).toBeLessThan(150);
  });

  it('notices the unplugging while idle', async () => {
    const tester = await testerOn('tty');
    const driver = driverFor(tester.path);
    await driver.connect();
    await tester.kill();
    await becomes(driver, 'down');
  });

  it('comes back by itself, answers the first question, and does nothing that was asked in between', async () => {
    const tester = await testerOn('tty');
    const driver = driverFor(tester.path);
    await driver.connect();
    await driver.start('finished', charge);
    await until(driver, 'finished', ({ state }) => state === 'completed');
    const before = await driver.fetch('finished', 0);
    await driver.start('running', rest);
    await tester.kill();
    await becomes(driver, 'down');
    await expect(driver.start('offline', charge)).rejects.toMatchObject({ fault: 'not-sent' });
    await tester.start();
    await becomes(driver, 'up');
    expect((await driver.job('offline')).state).toBe('unknown');
    expect((await driver.job('running')).state).toBe('interrupted');
    expect(await driver.job('finished')).toMatchObject({ state: 'completed', rows: before.rows.length });
    expect(await driver.fetch('finished', 0)).toEqual(before);
    await driver.start('finished', charge);
    expect([tester.executions('finished'), tester.executions('offline')]).toEqual([1, 0]);
  });

  it('does not take another tester at the same path for its own', async () => {
    const first = await testerOn('tty');
    const driver = driverFor(first.path);
    await driver.connect();
    await first.kill();
    const second = await testerOn('tty', first.room, first.folder, 'another');
    while (!(await failsWith(driver, 'wrong-peer'))) await clock.sleep(20);
    await expect(driver.start('job', charge)).rejects.toMatchObject({ fault: 'wrong-peer' });
    expect(second.executions('job')).toBe(0);
  });
});

async function failsWith(driver: ScpiCycler, fault: string): Promise<boolean> {
  const error: unknown = await driver.identify().catch((reason: unknown) => reason);
  return typeof error === 'object' && error !== null && 'fault' in error && error.fault === fault;
}

describe('a tester that stops answering', () => {
  it('leaves the outcome open, goes stale, and takes no late answer for a new one', async () => {
    const tester = await testerOn('tty');
    const driver = driverFor(tester.path, { deadlineMs: 1000 });
    await driver.connect();
    await driver.start('known', rest);
    tester.signal('SIGSTOP');
    await expect(driver.job('known')).rejects.toMatchObject({
      fault: expect.stringMatching(/unknown-outcome|not-sent/),
    });
    expect(driver.link).not.toBe('up');
    tester.signal('SIGCONT');
    while ((await driver.job('known').catch(() => undefined)) === undefined) await clock.sleep(20);
    expect((await driver.job('known')).state).toBe('running');
    expect((await driver.job('other')).state).toBe('unknown');
    expect((await driver.identify()).manufacturer).toBe('Interphase');
  });
});

describe('opening a line', () => {
  it('reports a port that another program holds', async () => {
    const tester = await testerOn('tty');
    await driverFor(tester.path).connect();
    await expect(driverFor(tester.path).connect()).rejects.toMatchObject({
      fault: 'set-up',
      message: expect.stringContaining('port in use'),
    });
  });

  it('reports a path where there is no port, and one that is not a port', async () => {
    const path = join(temporaryFolder(), 'tester.tty');
    await expect(driverFor(path).connect()).rejects.toMatchObject({
      fault: 'absent',
      message: expect.stringContaining(path),
    });
    await expect(driverFor('/dev/null').connect()).rejects.toMatchObject({ fault: 'set-up' });
  });

  it('refuses a tester with another serial number than configured', async () => {
    const tester = await testerOn('0');
    await expect(driverFor(tester.path, { serialNumber: 'BT0' }).connect()).rejects.toMatchObject({
      fault: 'wrong-peer',
    });
  });

  it('reports an address where nobody answers', async () => {
    await expect(driverFor('127.0.0.1:1').connect()).rejects.toMatchObject({ fault: 'not-sent' });
  });

  it('reports a tester that has fewer channels than configured', async () => {
    const tester = await testerOn('0');
    const driver = driverFor(tester.path, { channels: 3 });
    await expect(driver.connect()).rejects.toMatchObject({ fault: 'set-up' });
    expect(driver.link).toBe('down');
  });
});
