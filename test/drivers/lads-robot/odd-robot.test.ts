/** @jest-environment ./test/drivers/lads-robot/jest/opcua-environment.js */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LadsRobot } from '../../../drivers/lads-robot/driver.js';
import { link } from './bench.js';
import { OddRobot } from './odd-robot.js';
import { TASK } from './tasks.js';

const folder = mkdtempSync(join(tmpdir(), 'odd-robot-'));
const driverOf = ({ endpoint }: OddRobot): LadsRobot =>
  new LadsRobot({
    id: 'odd-1',
    endpoint,
    security: 'None',
    pkiFolder: join(folder, 'client'),
    trust: 'ask',
    clock: link,
  });

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a LADS robot of another make', () => {
  let odd: OddRobot;
  let robot: LadsRobot;

  beforeAll(async () => {
    odd = await OddRobot.start(join(folder, 'server'));
    robot = driverOf(odd);
    await robot.connect();
  });

  afterAll(async () => {
    await robot.disconnect();
    await odd.close();
  });

  it('is found by type and name, once, though its unit can be reached twice', async () => {
    expect((await robot.identify()).serialNumber).toBe('SIM-ROBOT-1');
  });

  it('gets the arguments of StartProgram in its own order', async () => {
    await robot.start('odd.1', TASK);
    expect(odd.started).toHaveLength(1);
    expect(odd.started[0]).toMatchObject({ ProgramTemplateId: 'Formulate', SupervisoryTaskId: 'odd.1' });
    const properties = odd.started[0]?.['Properties'] as { key: string; value: string }[];
    expect(properties.map(({ key }) => key)).toContain('solvent.EC');
  });

  it('runs our job by the run id it gave us, whatever it calls that state', async () => {
    expect((await robot.job('odd.1')).state).toBe('running');
    expect((await robot.job('odd.other')).state).toBe('unknown');
  });

  it('refuses another program meanwhile, before anything is sent', async () => {
    await expect(robot.start('odd.2', TASK)).rejects.toMatchObject({ fault: 'refused' });
    expect(odd.started).toHaveLength(1);
  });

  it('is stopped with Stop where there is no Abort; a job that left no result is left open', async () => {
    await robot.makeSafe('odd.1');
    expect((await robot.job('odd.other')).state).toBe('unknown');
    await expect(robot.job('odd.1')).rejects.toMatchObject({ fault: 'unknown-outcome' });
  });

  it('leaves the outcome open when it runs something and does not say what', async () => {
    odd.isSilent = true;
    await expect(robot.start('odd.3', TASK)).rejects.toMatchObject({ fault: 'unknown-outcome' });
    await expect(robot.job('odd.3')).rejects.toMatchObject({ fault: 'unknown-outcome' });
    expect(odd.started).toHaveLength(2);
  });
});

describe('an incomplete LADS robot', () => {
  it.each([
    ['ProgramManager', 'one functional unit with the programs Formulate, Assemble, Transfer'],
    ['FunctionalUnitState.StartProgram', 'Workcell/FunctionalUnitState/StartProgram'],
    ['ProgramManager.ResultSet', 'Workcell/ProgramManager/ResultSet'],
  ])('without %s is not connected, and the error names what is missing', async (lacks, named) => {
    const odd = await OddRobot.start(join(folder, 'server'), [lacks]);
    const robot = driverOf(odd);
    try {
      const refused = robot.connect();
      await expect(refused).rejects.toMatchObject({ fault: 'set-up' });
      await expect(refused).rejects.toThrow(named);
    } finally {
      await robot.disconnect();
      await odd.close();
    }
  });
});
