/**
 * A simulated tester as a process of its own, forked by the suites: `tester-process.ts FOLDER tty|PORT SEED`. The
 * room stays with the suite; a message `{ path }` says that a host can connect.
 */
import { join } from 'node:path';
import { LabClock, SystemClock } from '../../../core/clock.js';
import { seededRng } from '../../../core/rng.js';
import { startCycler } from '../../../simulators/cycler/cycler.js';
import { roomOver } from '../../../simulators/lab/room-link.js';
import { CapacitorRun } from '../../simulators/cycler/capacitor-run.js';

/** Lab seconds per second. */
const FACTOR = 1000;
const [folder = '', line = 'tty', seed = 'tester'] = process.argv.slice(2);

const link = new SystemClock();
const started = await startCycler({
  room: roomOver(process),
  clock: new LabClock(link, { linkMs: 0, labMs: 0, factor: FACTOR }),
  link,
  rng: seededRng(seed),
  channels: 2,
  ...(line === 'tty' ? { ttyPath: join(folder, 'tester.tty') } : {}),
  tcpFallbackPort: line === 'tty' ? 0 : Number(line),
  memoryFolder: folder,
  makeRun: (cell, protocol) => new CapacitorRun(cell, protocol),
  measure: () => (row) => row,
  channelFaultsPerYear: 0,
  onNotice: (notice) => process.send?.({ notice }),
});
process.once('disconnect', () => process.exit());
process.send?.({ path: started.path });
