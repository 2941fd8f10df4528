/**
 * What the simulated tester costs: `tsx bench/tester/main.ts [channels] [days]`, 64 and 30 unless given. First as fast as it
 * can go, then in real time.
 */
import { ManualClock, SystemClock } from '../../core/clock.js';
import { busyTester } from './full-room.js';

const [channels = 64, days = 30] = process.argv.slice(2).map(Number);
const TICK_MS = 50;
const TICKS_PER_CHECKPOINT = 4;
const SEED = 'bench';
/** One lab hour per tick: as a lab at 72000 times real time would. */
const LAB_MS_PER_TICK = 3_600_000;
const REAL_TIME_S = 60;

const link = new SystemClock();

await fullSpeed();
await realTime();

async function fullSpeed(): Promise<void> {
  const clock = new ManualClock();
  const tester = await busyTester(channels, { clock, link, seed: SEED, restS: 43_200 });
  const before = process.cpuUsage();
  const ticks = (days * 86_400_000) / LAB_MS_PER_TICK;
  for (let tick = 1; tick <= ticks; tick++) {
    await clock.advance(LAB_MS_PER_TICK);
    while (await tester.tick());
    if (tick % TICKS_PER_CHECKPOINT === 0) tester.checkpoint();
  }
  if (ticks === 0) return;
  const { rows, cycle, state } = tester.status('job-1');
  console.log(`${channels} channels x ${days} d at C/2: ${cpuS(before).toFixed(1)} s of CPU`);
  console.log(`  channel 1: ${state}, cycle ${cycle}, ${rows} rows; ${memoryMiB()} MiB resident`);
}

async function realTime(): Promise<void> {
  const tester = await busyTester(channels, { clock: link, link, seed: SEED, restS: 1 });
  const before = process.cpuUsage();
  const startedMs = link.monotonic();
  for (let tick = 1; link.monotonic() - startedMs < 1000 * REAL_TIME_S; tick++) {
    await link.sleep(TICK_MS);
    await tester.tick();
    if (tick % TICKS_PER_CHECKPOINT === 0) tester.checkpoint();
  }
  const share = (100 * cpuS(before)) / REAL_TIME_S;
  console.log(`${channels} channels in real time, ${REAL_TIME_S} s: ${share.toFixed(2)} % of a core`);
}

function cpuS(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function memoryMiB(): number {
  return Math.round(process.memoryUsage.rss() / 2 ** 20);
}
