import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadLabToStart, missingElsewhere } from '../../config/elsewhere.js';
import { loadLab } from '../../config/load.js';
import { formatProblem } from '../../config/problem.js';

const LAB = `name: Bench 3
instruments:
  robot: { driver: lads-robot, endpoint: 'opc.tcp://robot.lab:4840', passwordFile: robot.password }
  cycler: { driver: scpi-cycler, path: /dev/ttyACM0 }
  station: { driver: mqtt-station, baseTopic: lab/station }
broker:
  url: mqtts://broker.lab:8883
  passwordFile: broker.password
  people: { a-file: operator }
supervision:
  restTls: { certFile: rest.crt, keyFile: rest.key }
alarms:
  routes:
    chat: { kind: webhook, urlEnv: LAB_CHAT }
`;
const FILES = ['robot.password', 'broker.password', 'rest.crt', 'rest.key'];

describe('what a lab names and does not hold itself', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'elsewhere-'));
    file = join(folder, 'bench3.yaml');
    writeFileSync(file, LAB);
    for (const name of FILES) writeFileSync(join(folder, name), 'secret\n');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is no trouble where it is there', async () => {
    expect(await loadLabToStart(file, { LAB_CHAT: 'https://chat.lab' })).toMatchObject({ name: 'Bench 3' });
  });

  it('is told at its key when it is missing, empty or no file, and when a variable is not set', async () => {
    rmSync(join(folder, 'robot.password'));
    writeFileSync(join(folder, 'broker.password'), '\nsecret');
    rmSync(join(folder, 'rest.key'));
    mkdirSync(join(folder, 'rest.key'));
    const { files, variables } = await missingElsewhere(file, await loadLab(file), {});
    const unusable = 'not usable; expected';
    expect(files.map(formatProblem)).toEqual([
      `${file}:3:84 instruments.robot.passwordFile: ${unusable} a file that can be read, found none (${join(folder, 'robot.password')})`,
      `${file}:8:17 broker.passwordFile: ${unusable} a secret on the first line, found an empty line (${join(folder, 'broker.password')})`,
      `${file}:11:43 supervision.restTls.keyFile: ${unusable} a file that can be read, found a folder (${join(folder, 'rest.key')})`,
    ]);
    expect(variables.map(formatProblem)).toEqual([
      `${file}:14:36 alarms.routes.chat.urlEnv: not set; expected a variable LAB_CHAT in the environment`,
    ]);
  });

  it('keeps a lab from starting, all of it said at once', async () => {
    rmSync(join(folder, 'rest.crt'));
    await expect(loadLabToStart(file, {})).rejects.toThrow(/restTls\.certFile.*\n.*urlEnv: not set/);
  });
});
