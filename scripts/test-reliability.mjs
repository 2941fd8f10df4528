// The long form of the reliability tests. The environment changes its sizes, and SEED its chance.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './setup.mjs';

const SIZES = {
  KILLS: '1000',
  RECOVERY_KILLS: '300',
  POWER_CUTS: '200',
  REQUEST_KILLS: '100',
  FAULTS: '200',
  PAIRS: '300',
  STRIDE: '1',
  TEARS: '500',
  FLIPS: '1000',
  FLAPS: '100',
  BACKLOG: '100000',
  IN_FLIGHT: '8',
  CYCLING_H: '3',
};

const { status } = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
    '--config',
    join(root, 'jest.processes.config.js'),
    'test/reliability',
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit', env: { ...SIZES, ...process.env } },
);
process.exit(status ?? 1);
