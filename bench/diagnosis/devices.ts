/** The three simulated devices of a lab as the agent's instruments, in this process and on time that jumps. */
import type { CharacteriserResult, CharacteriserTask } from '../../drivers/characteriser.js';
import { CYCLER_COLUMNS, type CyclerResult, type CyclerTask } from '../../drivers/cycler.js';
import { InstrumentError } from '../../drivers/instrument-error.js';
import type { Table } from '../../drivers/instrument.js';
import type { RobotResult, RobotTask } from '../../drivers/synthesis-robot.js';
import type { Tester } from '../../simulators/cycler/tester.js';
import type { JobEntry, Room } from '../../simulators/lab/room.js';
import type { Workcell } from '../../simulators/robot/workcell.js';
import type { Station } from '../../simulators/station/station.js';
import type { JumpClock } from './jump-clock.js';
import type { Device } from './near-instrument.js';

/** Longer than any protocol takes: a cycling job that was started is over at the next look. */
const LONGEST_JOB_MS = 5 * 365 * 86_400_000;
const NOTHING: Table = { columns: [], from: 0, rows: [] };

export function robotDevice(workcell: Workcell, room: Room): Device<RobotTask, RobotResult> {
  return {
    id: 'robot',
    start: async (jobId, task) => {
      if ((await workcell.start(jobId, task)) === 'busy') {
        throw new InstrumentError('robot', 'refused', `expected an idle workcell for ${jobId}, it is busy`);
      }
    },
    job: async (jobId) => {
      const { state = 'unknown', result, fault, table } = (await entryOf(room, jobId)) ?? {};
      const rows = table?.rows.length ?? 0;
      return {
        state,
        rows,
        ...(result && { result: result as unknown as RobotResult }),
        ...(fault && { fault }),
      };
    },
    fetch: async (jobId, from) => rest((await entryOf(room, jobId))?.table ?? NOTHING, from),
    makeSafe: async () => {
      workcell.request('abort');
    },
  };
}

/** A look at a running job moves lab time past its end first. */
export function cyclerDevice(tester: Tester, clock: JumpClock): Device<CyclerTask, CyclerResult> {
  return {
    id: 'cycler',
    start: (jobId, task) => tester.start(jobId, task),
    job: async (jobId) => {
      if (tester.status(jobId).state === 'running') {
        await clock.sleep(LONGEST_JOB_MS);
        await tester.tick();
      }
      const { state, rows, testTimeS, progress, fault } = tester.status(jobId);
      const result: CyclerResult = { kind: 'protocol', testTimeS };
      return { state, rows, progress, result, ...(fault && { fault }) };
    },
    fetch: async (jobId, from) => ({
      columns: CYCLER_COLUMNS,
      from,
      rows: tester.page(jobId, from, Number.MAX_SAFE_INTEGER),
    }),
    makeSafe: (jobId) => (jobId === undefined ? tester.abortAll() : tester.abort(jobId)),
  };
}

export function stationDevice(station: Station): Device<CharacteriserTask, CharacteriserResult> {
  return {
    id: 'station',
    start: (jobId, task) => station.start(jobId, task),
    job: async (jobId) => {
      const { state, rows, result, fault } = await station.job(jobId);
      return {
        state,
        rows,
        ...(result && { result: result as unknown as CharacteriserResult }),
        ...(fault && { fault }),
      };
    },
    fetch: (jobId, from) => station.data(jobId, from),
    makeSafe: (jobId) => station.makeSafe(jobId),
  };
}

async function entryOf(room: Room, jobId: string): Promise<JobEntry | undefined> {
  return (await room.jobs()).find((entry) => entry.jobId === jobId);
}

function rest({ columns, rows }: Table, from: number): Table {
  return { columns, from, rows: rows.slice(from) };
}
