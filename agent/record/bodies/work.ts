/** What events say of the work in the lab: commands to instruments, who holds what, what was measured. */
import type { JobFault, JobState } from '../../../drivers/instrument.js';
import type { Effect } from '../../experiment/effect.js';
import type { Seal } from '../series/seal.js';

/** How one command ended. `not-executed`: the instrument never took it. `unknown`: nobody can say. */
export type CommandState = Exclude<JobState, 'unknown' | 'running'> | 'not-executed' | 'unknown';

export interface WorkBodies {
  'command.intended': {
    readonly experimentId: string;
    readonly step: string;
    readonly instrument: string;
    readonly task: unknown;
    readonly effect: Effect;
  };
  'command.acknowledged': Readonly<Record<string, never>>;
  'command.settled': Seal & {
    readonly state: CommandState;
    readonly result?: Readonly<Record<string, unknown>> | undefined;
    readonly fault?: JobFault | undefined;
  };
  /** What the instruments sent in this experiment was given up; its rows of data were not touched. */
  'raw.removed': { readonly reason: string };
  'lease.taken': { readonly experimentId: string };
  'lease.released': { readonly experimentId: string };
  'observation.made': {
    readonly experimentId: string;
    /** Null when `invalid`: there is no number, and `reason` says why. */
    readonly value: number | null;
    readonly standardUncertainty: number | null;
    readonly unit: string;
    readonly quality: 'valid' | 'suspect' | 'invalid';
    readonly reason: string;
    /** Version of the definitions behind the number. */
    readonly definitions: number;
  };
}
