/** @jest-environment ./test/drivers/lads-robot/jest/opcua-environment.js */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InstrumentError } from '../../../drivers/instrument-error.js';
import type { LadsRobot } from '../../../drivers/lads-robot/driver.js';
import { RobotBench } from './bench.js';

describe('a robot that nobody switched on', () => {
  it('is not reached, which is no mistake in the set-up', async () => {
    const bench = new RobotBench();
    const robot = bench.driver({ endpoint: 'opc.tcp://127.0.0.1:9' });
    await expect(robot.connect()).rejects.toMatchObject({ fault: 'not-sent' });
    await robot.disconnect();
    await bench.close();
  });
});

describe('trust between agent and robot', () => {
  const bench = new RobotBench();
  const pkiFolder = mkdtempSync(join(tmpdir(), 'lads-trust-'));

  beforeAll(() => bench.start(), 60_000);

  afterAll(async () => {
    await bench.close();
    rmSync(pkiFolder, { recursive: true, force: true });
  });

  async function connectOnce(robot: LadsRobot): Promise<unknown> {
    try {
      await robot.connect();
      return robot.link;
    } catch (error) {
      return error;
    } finally {
      await robot.disconnect();
    }
  }

  it('is not given to an unknown certificate; its thumbprint is shown, and trusting that one suffices', async () => {
    const asked = await connectOnce(bench.driver({ pkiFolder, trust: 'ask' }));
    expect(asked).toMatchObject({ fault: 'set-up', context: { thumbprint: expect.any(String) } });
    const thumbprint = String((asked as InstrumentError).context['thumbprint']);
    expect(thumbprint).toMatch(/^[0-9A-F]{40}$/);
    const other = { thumbprint: 'F'.repeat(40) };
    expect(await connectOnce(bench.driver({ pkiFolder, trust: other }))).toMatchObject({ fault: 'set-up' });
    expect(await connectOnce(bench.driver({ pkiFolder, trust: { thumbprint } }))).toBe('up');
    expect(await connectOnce(bench.driver({ pkiFolder, trust: 'ask' }))).toBe('up');
  });

  it('needs the right password', async () => {
    const wrong = await connectOnce(bench.driver({ password: 'wrong' }));
    expect(wrong).toMatchObject({ fault: 'set-up', message: expect.stringContaining('user or password') });
    expect(JSON.stringify(wrong)).not.toContain('wrong');
  });

  it('does not do without encryption unless both sides choose to, and not without a password even then', async () => {
    expect(await connectOnce(bench.driver({ security: 'None' }))).toMatchObject({ fault: 'set-up' });
    await bench.stop();
    await bench.start({ unsecured: true });
    expect(await connectOnce(bench.driver({ security: 'None' }))).toBe('up');
    const wrong = bench.driver({ security: 'None', password: 'wrong' });
    expect(await connectOnce(wrong)).toMatchObject({ fault: 'set-up' });
  });

  it('lets nobody in without a name', async () => {
    expect(await connectOnce(bench.driver({ user: 'anonymous' }))).toMatchObject({ fault: 'set-up' });
  });
});
