import type { Schema } from '../data/domain.js';
import type { Scaling } from '../data/scaling.js';
import type { Table } from '../data/table.js';
import { dataHash } from '../data/table.js';
import type { Internals } from '../engine/engine.js';
import { packContents, unpackContents } from './container.js';
import type { TrainingSettings } from './settings.js';
import { assertData, assertKind } from './trained.js';
import type { Task } from './training.js';
import { Training } from './training.js';

interface Header {
  readonly kind: string;
  readonly schema: Schema;
  readonly settings: TrainingSettings;
  readonly seed: string;
  readonly dataHash: string;
  readonly scaling: Scaling;
  readonly warm: boolean;
  readonly step: number;
  /** Null stands for infinite, which JSON does not have. */
  readonly scores: readonly (number | null)[];
  readonly looksSince: number;
}

/** Everything that `resume` needs beside the data. */
export function packTraining({ task, scaling, hash, optimiser, best }: Training): Uint8Array {
  const { schema, settings, seed, from } = task;
  const header: Header = {
    ...{ kind: 'training', schema, settings, seed, dataHash: hash, scaling, warm: from !== undefined },
    ...{ step: optimiser.step, scores: best.scores, looksSince: best.looksSince },
  };
  const { weights, firstMoment, secondMoment } = optimiser;
  return packContents({
    header: { ...header },
    arrays: { weights, firstMoment, secondMoment, best: best.weights },
  });
}

/**
 * Goes on where a training stopped, with the same steps that it would have taken.
 * @throws PlannerError `bad-request` for damaged bytes, a finished model, or other data than it was begun with.
 */
export function resumeTraining(engine: Internals, schema: Schema, table: Table, bytes: Uint8Array): Training {
  const { header, arrays } = unpackContents(bytes);
  const stored = header as unknown as Header;
  assertKind(stored.kind, 'training');
  assertData(stored.dataHash, dataHash(schema, table));
  const { weights, firstMoment, secondMoment, best } = arrays as Record<string, Float32Array>;
  const { settings, seed, scaling, step, looksSince } = stored;
  const task: Task = {
    ...{ schema, table, settings, seed },
    ...(stored.warm && { from: { weights: weights!, scaling } }),
  };
  return new Training(
    engine,
    task,
    scaling,
    { step, weights: weights!, firstMoment: firstMoment!, secondMoment: secondMoment! },
    { weights: best!, scores: stored.scores.map((score) => score ?? Infinity), looksSince },
  );
}
