import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { interphase } from './command-line.js';

const REAL = `
name: Bench 3
clock: { factor: 1 }
instruments:
  robot: { driver: lads-robot, endpoint: 'opc.tcp://robot.lab:4840', user: agent, password: secret }
  cycler: { driver: scpi-cycler, path: /dev/ttyACM0, channels: 8 }
  station: { driver: mqtt-station, baseTopic: lab/station }
broker: { url: 'mqtts://broker.lab:8883', username: agent, password: secret }
limits: { minVoltageV: 2.0, maxVoltageV: 4.4, maxCurrentA: 0.02, maxTemperatureCel: 60 }
`;

describe('simulating a lab', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'simulate-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it.each([[[]], [['--days', '1']]])('is refused where the lab is a real one (%j)', async (options) => {
    const [lab, data] = [join(folder, 'bench3.yaml'), join(folder, 'data')];
    writeFileSync(lab, REAL);
    const { code, stderr } = await interphase('simulate', '--lab', lab, '--data', data, ...options);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `${lab}:1:1: not usable; expected a simulation: section, found the real lab "Bench 3", which cannot be simulated\n`,
    });
    expect(existsSync(data)).toBe(false);
  });

  it('ends with the words of a lab that does not start, and lets its folder go', async () => {
    const lab = fileURLToPath(new URL('../../../config/labs/simulated.yaml', import.meta.url));
    writeFileSync(join(folder, 'lab.json'), '{ "pid": ');
    const { code, stderr } = await interphase('simulate', '--lab', lab, '--data', folder);
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: expect.stringMatching(/ended with code 1 while starting: SyntaxError: .*JSON/),
    });
  });
});
