import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { interphase, type Ended } from './command-line.js';

const LAB = fileURLToPath(new URL('../../../config/labs/simulated.yaml', import.meta.url));

describe('the configuration of a broker', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'broker-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const written = (...options: string[]): Promise<Ended> =>
    interphase('broker', 'config', '--lab', LAB, '--data', folder, '--out', join(folder, 'out'), ...options);

  it('needs a certificate and its key, or neither', async () => {
    expect(await written('--cert', 'broker.crt')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--cert and --key belong together'),
    });
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });

  it('says which of them are not there, and is written for when they are', async () => {
    const [cert, key] = [join(folder, 'no.crt'), join(folder, 'no.key')];
    const { code, stderr } = await written('--cert', cert, '--key', key);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: [cert, key]
        .map((file) => `warning: ${file} is not there: Mosquitto does not start without it\n`)
        .join(''),
    });
    expect(existsSync(join(folder, 'out', 'mosquitto.conf'))).toBe(true);
  });
});
