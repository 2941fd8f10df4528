import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { openResources } from '../../agent/resources.js';
import type { AgentSetup } from '../../agent/setup.js';
import { loadLab } from '../../config/load.js';
import { SystemClock } from '../../core/clock.js';

it('a lab whose robot has no password opens nothing: no record is left behind', async () => {
  const data = mkdtempSync(join(tmpdir(), 'resources-'));
  const config = await loadLab('config/labs/simulated.yaml');
  const robot = { ...config.instruments['robot']!, passwordFile: 'no-such-file' };
  const link = new SystemClock();
  const setup = {
    config: {
      ...config,
      broker: { ...config.broker, url: 'mqtt://127.0.0.1:1' },
      instruments: { ...config.instruments, robot },
    },
    ...{ configPath: join(data, 'lab.yaml'), data, link, labClock: link, onTrouble: () => undefined },
  } as unknown as AgentSetup;
  await expect(openResources(setup)).rejects.toThrow('no-such-file');
  expect(existsSync(join(data, 'record.sqlite'))).toBe(false);
  rmSync(data, { recursive: true });
});
