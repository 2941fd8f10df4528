/** What is in the room, as a fold over the journal: a restarted lab finds itself as it was. */
import type { RoomCell } from '../world/cell/cell-spec.js';
import type { JournalEntry } from './journal.js';
import type { JobEntry, Vial } from './room.js';

export interface RoomState {
  /** By job id; each belongs to the instrument that began it. */
  readonly jobs: Map<string, JobEntry & { readonly instrument: string }>;
  readonly stock: Map<string, number>;
  /** By item; those of the first filling have none. */
  readonly lots: Map<string, string>;
  readonly vials: Map<string, Vial>;
  readonly cells: Map<string, RoomCell>;
  /** How many entries made it. */
  entries: number;
  /** Lab time of the first of them, ms since the epoch; 0 before it. */
  originMs: number;
}

export function emptyRoom(): RoomState {
  return {
    jobs: new Map(),
    stock: new Map(),
    lots: new Map(),
    vials: new Map(),
    cells: new Map(),
    entries: 0,
    originMs: 0,
  };
}

/** Brings `state` up to date with one more entry. */
export function apply(state: RoomState, entry: JournalEntry): void {
  if (state.entries === 0) state.originMs = entry.labMs;
  state.entries += 1;
  switch (entry.kind) {
    case 'stock.filled':
      for (const [item, amount] of Object.entries(entry.stock)) state.stock.set(item, amount);
      return;
    case 'stock.taken':
      state.stock.set(entry.item, (state.stock.get(entry.item) ?? 0) - entry.amount);
      return;
    case 'stock.refilled':
      state.stock.set(entry.item, (state.stock.get(entry.item) ?? 0) + entry.amount);
      state.lots.set(entry.item, entry.lot);
      return;
    case 'vial.put':
      state.vials.set(entry.vial.id, entry.vial);
      return;
    case 'cell.put':
      state.cells.set(entry.cell.spec.id, entry.cell);
      return;
    case 'program.started':
      state.jobs.set(entry.jobId, begun(entry));
      return;
    case 'program.ended': {
      const job = state.jobs.get(entry.jobId);
      if (job) state.jobs.set(entry.jobId, { ...job, ...entry.end, endedLabS: entry.labMs / 1000 });
      return;
    }
    case 'lab.started':
    case 'lab.stopped':
    case 'instrument.started':
    case 'instrument.lost':
    case 'fault':
    case 'fault.struck':
      return;
  }
}

function begun(entry: Extract<JournalEntry, { kind: 'program.started' }>): JobEntry & { instrument: string } {
  const { jobId, program, detail, instrument, labMs } = entry;
  return { jobId, program, detail, instrument, state: 'running', startedLabS: labMs / 1000 };
}
