/** Many channels at a row a second, in real time, by the way that the agent itself takes: one command a channel. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { join } from 'node:path';
import { carryOut } from '../../agent/experiment/command.js';
import type { LabRecord } from '../../agent/record/record.js';
import type { Clock } from '../../core/clock.js';
import { NearInstrument } from '../diagnosis/near-instrument.js';
import { insertMany, openRecord } from './quick-record.js';
import { EVERY_SECOND } from './cycling.js';
import { SteadyTester } from './steady-tester.js';

/** The agent's own. */
const PATIENCE = { pollMs: 200, rowsMs: 2000, linkMs: 60_000, safeMs: 10_000 };

/** As much of a program as it takes to follow the cycles of its rows. */
const TASK = { kind: 'protocol', protocol: { record: EVERY_SECOND } };

export interface Ingest {
  readonly channels: number;
  readonly seconds: number;
  readonly rows: number;
  readonly rowsExpected: number;
  readonly delayP99Ms: number;
  /** The most that the process ever held. */
  readonly memoryMB: number;
  /** Of one core, while rows came in. */
  readonly cpuShare: number;
  readonly oldestRowS: number;
}

export async function measureIngest(
  folder: string,
  clock: Clock,
  {
    rows,
    channels,
    seconds,
  }: { readonly rows: readonly (readonly number[])[]; readonly channels: number; readonly seconds: number },
): Promise<Ingest> {
  const record = await openRecord(join(folder, 'ingest.sqlite'));
  await prepare(record);
  const tester = new SteadyTester(clock, rows, seconds);
  const watched = await whileWatched(clock, () => recordAll(record, clock, tester, channels));
  const [held] = await record.db('chunks').sum<{ rows: number | null }[]>({ rows: 'rows' });
  await record.close();
  const { oldestRowS } = tester;
  const counts = { rows: held?.rows ?? 0, rowsExpected: channels * seconds };
  return { channels, seconds, ...counts, ...watched, oldestRowS };
}

/** Records `channels` jobs of a tester to their ends. */
export async function recordAll(
  record: LabRecord,
  link: Clock,
  tester: SteadyTester,
  channels: number,
): Promise<void> {
  const instrument = new NearInstrument(tester);
  const tools = { record, link, patience: PATIENCE };
  const commands = Array.from({ length: channels }, (_, channel) => {
    const { signal } = new AbortController();
    const jobId = `E0001.channel-${channel + 1}`;
    return carryOut({ jobId, experimentId: 'E0001', step: 'age', instrument, task: TASK }, tools, signal);
  });
  await Promise.all(commands);
}

async function whileWatched(clock: Clock, act: () => Promise<void>) {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  const [cpu, startedMs] = [process.cpuUsage(), clock.monotonic()];
  delay.enable();
  await act();
  delay.disable();
  const { user, system } = process.cpuUsage(cpu);
  const cpuShare = (user + system) / 1000 / (clock.monotonic() - startedMs);
  const memoryMB = (process.resourceUsage().maxRSS * 1024) / 1e6;
  return { delayP99Ms: delay.percentile(99) / 1e6, memoryMB, cpuShare };
}

/** The one experiment that all of them belong to. */
export async function prepare({ db }: LabRecord): Promise<void> {
  const ids = { campaign_id: 'C1', proposal_id: 'P0001' };
  await insertMany(db, 'campaigns', [
    { id: 'C1', name: 'bench', seed: '1', definition: '{}', state: 'running', reason: '' },
  ]);
  await insertMany(db, 'proposals', [
    { id: 'P0001', campaign_id: 'C1', parameters: '{}', source: 'cell-test', why: '{}' },
  ]);
  await insertMany(db, 'experiments', [
    {
      id: 'E0001',
      ...ids,
      recipe: JSON.stringify({ cellType: 'coin-2032-NMC811-graphite' }),
      attempt: 1,
      started_lab_at: '',
      status: 'running',
    },
  ]);
}
