import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../core/clock.js';
import { abortReason } from '../../core/clock.js';
import { PlannerError } from '../planner-error.js';
import type { Schema } from './data/domain.js';
import type { Table } from './data/table.js';
import type { Engine } from './engine/engine.js';
import { internalsOf } from './engine/engine.js';
import { GenerativeModel } from './generative-model.js';
import { packTraining, resumeTraining } from './training/checkpoint.js';
import type { TrainingSettings } from './training/settings.js';
import { DEFAULT_SETTINGS, WARM_STEPS } from './training/settings.js';
import { Training } from './training/training.js';

export interface TrainOptions {
  /** Names all streams of chance. */
  readonly seed: string;
  readonly clock: Clock;
  readonly settings?: Partial<TrainingSettings>;
  /** Milliseconds of the clock; what was learned by then is calibrated and given. */
  readonly deadlineMs?: number;
  readonly signal?: AbortSignal;
  /** An earlier model of the same schema and sizes to start from: fewer steps, its scaling kept. */
  readonly warmStart?: GenerativeModel;
  /** Bytes of `checkpoint` of a training on the same data, to go on from there with its own seed and settings. */
  readonly resume?: Uint8Array;
  /** After each look at the held-out labels. */
  readonly onProgress?: (progress: TrainProgress) => void;
}

export interface TrainProgress {
  readonly step: number;
  readonly steps: number;
  /** Per member and row, nats. */
  readonly loss: number;
  /** By member: negative log score of its held-out labels so far, without its constant; infinite where there are none. */
  readonly heldOut: readonly number[];
  /** The training as bytes. */
  readonly checkpoint: () => Uint8Array;
}

export interface TrainResult {
  readonly model: GenerativeModel;
  readonly steps: number;
  /** Why it ended: all steps taken, no more gain on held-out labels, or the deadline. */
  readonly ended: 'steps' | 'converged' | 'deadline';
}

/**
 * Trains a model; on one backend the same rows, settings and seed give the same model.
 * @throws PlannerError `bad-request` (schema, rows, checkpoint), `numerical` (the loss is not finite) or `aborted`.
 */
export async function train(
  engine: Engine,
  schema: Schema,
  table: Table,
  options: TrainOptions,
): Promise<TrainResult> {
  const { clock, deadlineMs = Infinity, signal, onProgress } = options;
  const training = start(engine, schema, table, options);
  const { settings } = training.task;
  const startedMs = clock.monotonic();
  const isLate = (): boolean => clock.monotonic() - startedMs >= deadlineMs;
  while (!training.isDone && !isLate()) {
    // Between two steps the thread is free for whoever asks something of another model.
    await setImmediate();
    if (signal?.aborted) {
      throw new PlannerError(
        'aborted',
        `training was stopped at step ${training.step}`,
        {},
        { cause: abortReason(signal) },
      );
    }
    const loss = await training.advance();
    if (training.step % settings.evaluateEvery !== 0) continue;
    onProgress?.({
      ...{ step: training.step, steps: settings.steps, loss, heldOut: [...training.best.scores] },
      checkpoint: () => packTraining(training),
    });
  }
  const ended = training.step >= settings.steps ? 'steps' : training.isDone ? 'converged' : 'deadline';
  return { model: new GenerativeModel(engine, await training.finish()), steps: training.step, ended };
}

function start(
  engine: Engine,
  schema: Schema,
  table: Table,
  { seed, settings, warmStart, resume }: TrainOptions,
): Training {
  if (resume) return resumeTraining(internalsOf(engine), schema, table, resume);
  const base = warmStart
    ? { ...warmStart.trained.settings, steps: WARM_STEPS, learningRate: DEFAULT_SETTINGS.learningRate / 3 }
    : DEFAULT_SETTINGS;
  return Training.begin(internalsOf(engine), {
    ...{ schema, table, seed, settings: { ...base, ...settings } },
    ...(warmStart && { from: warmStart.trained }),
  });
}
