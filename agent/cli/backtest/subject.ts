import type { Task } from '../../../planner/backtest/task.js';
import type { Parameters } from '../../../planner/space/space.js';

/** What a backtest is about, however it was given. */
export interface Subject {
  /** In words. */
  readonly about: string;
  readonly task: Task;
  readonly notes: readonly string[];
  readonly bestKnown?: number;
  /** What went wrong inside, as it happens. */
  readonly faults?: ReadonlySet<string>;
}

/** Where runs begin, when that was frozen. */
export interface Beginnings {
  /** Points per seed. */
  readonly points: readonly (readonly Parameters[])[];
  readonly budget: number;
}
