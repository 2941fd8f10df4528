/**
 * The room that the simulated instruments stand in: what is physically there, and the journal of what happened.
 * Each instrument is a process of its own and reaches the room through this interface alone.
 */
import type { JobFault, JobState, Table } from '../../drivers/instrument.js';
import type { Formulation } from '../../drivers/synthesis-robot.js';
import type { RoomCell } from '../world/cell/cell-spec.js';

/** A mixed electrolyte. */
export interface Vial {
  readonly id: string;
  /** What is really inside. */
  readonly formulation: Formulation;
  readonly volumeL: number;
  /** 0 clear to 1 opaque. */
  readonly turbidity: number;
  /** Mass ppm; 15 when nobody looked. */
  readonly waterPpm?: number;
}

/** Causes that the agent's diagnosis is scored against; the agent uses the same words. */
export const TRUE_CAUSES = [
  'dispensing-error',
  'insoluble',
  'hard-short',
  'soft-short',
  'contact-loss',
  'leak',
  'incomplete-wetting',
  'electrode-mix-up',
  'lithium-plating',
  'gassing',
  'exfoliation',
  'collector-corrosion',
  'temperature-excursion',
  'channel-fault',
  'stock-empty',
  'power-loss',
] as const;
export type TrueCause = (typeof TRUE_CAUSES)[number];

/** What truly went wrong. */
export interface TrueFault {
  readonly cause: TrueCause;
  readonly attribution: 'recipe' | 'machine';
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** One job in an instrument's own memory, which survives the instrument's restart. */
export interface JobEntry {
  readonly jobId: string;
  readonly program: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly state: Exclude<JobState, 'unknown'>;
  readonly startedLabS: number;
  readonly endedLabS?: number;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly fault?: JobFault;
  /** Small tables only; a tester keeps its long series in a memory of its own. */
  readonly table?: Table;
}

/** `unit` is UCUM: kg for ingredients, 1 for what is counted. */
export interface Refill {
  readonly item: string;
  readonly amount: number;
  readonly unit: string;
  readonly lot: string;
}

/** How a job ended. */
export type JobEnd = Pick<JobEntry, 'result' | 'fault' | 'table'> & {
  readonly state: Exclude<JobState, 'unknown' | 'running'>;
};

export interface Room {
  /** Every job this instrument ever began, oldest first. Those that ran when it lost power are `interrupted`. */
  jobs(): Promise<readonly JobEntry[]>;
  /**
   * Journals that a program really starts.
   * @returns false when this job id was begun before: then nothing may be carried out
   */
  beginJob(jobId: string, program: string, detail: Readonly<Record<string, unknown>>): Promise<boolean>;
  endJob(jobId: string, end: JobEnd): Promise<void>;
  /** Takes stock off the shelf; false (and nothing taken) when there is not enough. `unit` is UCUM. */
  takeStock(jobId: string, item: string, amount: number, unit: string): Promise<boolean>;
  stock(): Promise<Readonly<Record<string, number>>>;
  /** An operator puts more of an item that is kept on the shelf onto it. */
  refill(refill: Refill): Promise<void>;
  /** Lot of the items that were ever refilled. */
  lots(): Promise<Readonly<Record<string, string>>>;
  putVial(vial: Vial): Promise<void>;
  vial(id: string): Promise<Vial | undefined>;
  putCell(cell: RoomCell): Promise<void>;
  cell(id: string): Promise<RoomCell | undefined>;
  cellAt(place: string): Promise<RoomCell | undefined>;
  /** Journals the true cause of something that went wrong. The agent never learns it from here. */
  journalFault(jobId: string, fault: TrueFault): Promise<void>;
}
