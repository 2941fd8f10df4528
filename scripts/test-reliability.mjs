// The long form of the reliability tests. KILLS, TEARS, FLIPS and SEED in the environment change its size and chance.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './setup.mjs';

const { status } = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
    'test/reliability',
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit', env: { KILLS: '20', TEARS: '500', FLIPS: '1000', ...process.env } },
);
process.exit(status ?? 1);
