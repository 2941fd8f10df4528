import type { Rng } from '../../../core/rng.js';
import { seededRng } from '../../../core/rng.js';
import { PlannerError } from '../../planner-error.js';
import { codeTable } from '../data/code.js';
import type { Schema } from '../data/domain.js';
import { assertSchema } from '../data/domain.js';
import { scalingOf } from '../data/scaling.js';
import type { Scaling } from '../data/scaling.js';
import type { Table } from '../data/table.js';
import { assertTable, dataHash } from '../data/table.js';
import type { Internals } from '../engine/engine.js';
import { lossAndGradient } from '../network/gradient.js';
import { copyMember, initialWeights } from '../network/weights.js';
import { knownNoveltyOf } from '../use/novelty.js';
import type { OptimiserState } from './adamw.js';
import { adamwStep, freshOptimiser } from './adamw.js';
import type { Source } from './batch.js';
import { drawBatch } from './batch.js';
import { calibrate } from './calibration.js';
import { dealRows } from './folds.js';
import { heldOutLabels, scores } from './held-out.js';
import type { TrainingSettings } from './settings.js';
import type { Trained } from './trained.js';
import { shapeOf } from './trained.js';

/** What a training begins with. */
export interface Task {
  readonly schema: Schema;
  readonly table: Table;
  readonly settings: TrainingSettings;
  readonly seed: string;
  /** Weights and scaling of an earlier model of the same schema and sizes. */
  readonly from?: Pick<Trained, 'weights' | 'scaling'>;
}

/** What changes in training beside the optimiser. */
export interface Best {
  readonly weights: Float32Array;
  /** By member; infinite before the first look. */
  readonly scores: number[];
  /** Looks since any member got better. */
  looksSince: number;
}

/** A training under way: everything between two steps is plain arrays. Each step draws from a stream of its own. */
export class Training {
  readonly source: Source;
  readonly hash: string;
  private readonly rng: Rng;

  constructor(
    private readonly engine: Internals,
    readonly task: Task,
    readonly scaling: Scaling,
    readonly optimiser: OptimiserState,
    readonly best: Best,
  ) {
    const shape = shapeOf(task);
    this.rng = seededRng(task.seed);
    this.hash = dataHash(task.schema, task.table);
    const table = codeTable(shape.code, scaling, task.table);
    const { settings } = task;
    const members = dealRows(shape.code, table, task.table.groups, settings, this.rng);
    this.source = { shape, table, members, settings };
    if (members.some(({ strata }) => strata.every(({ length }) => length === 0))) {
      throw new PlannerError(
        'bad-request',
        'the generative model needs at least one row with something in it',
      );
    }
  }

  /** @throws PlannerError `bad-request` or `bad-space`, naming what is wrong with schema, rows or start. */
  static begin(engine: Internals, task: Task): Training {
    assertSchema(task.schema);
    const shape = shapeOf(task);
    assertTable(task.schema, shape.code.recipe.layout, task.table);
    const start = task.from?.weights ?? initialWeights(shape, seededRng(task.seed).split('weights'));
    if (start.length !== shape.weightCount) {
      throw new PlannerError(
        'bad-request',
        `a warm start needs a model of the same schema and sizes: expected ${shape.weightCount} weights, got ${start.length}`,
      );
    }
    const scaling = task.from?.scaling ?? scalingOf(task.schema, task.table);
    const scores = Array.from({ length: shape.members }, () => Infinity);
    const best = { weights: start.slice(), scores, looksSince: 0 };
    return new Training(engine, task, scaling, freshOptimiser(start.slice()), best);
  }

  get step(): number {
    return this.optimiser.step;
  }

  /** Whether all steps were taken, or the held-out labels have stopped getting better. */
  get isDone(): boolean {
    const { steps, patience } = this.source.settings;
    return this.step >= steps || this.best.looksSince >= patience;
  }

  /** One gradient step; now and then a look at the held-out labels. Gives the loss per member and row. */
  async advance(): Promise<number> {
    const { shape, settings } = this.source;
    const passes = drawBatch(this.source, this.rng.split(`step ${this.step}`));
    const { loss, gradient } = await lossAndGradient(
      this.engine,
      shape,
      this.optimiser.weights,
      passes,
      this.klWeight(),
    );
    if (!Number.isFinite(loss)) {
      throw new PlannerError(
        'numerical',
        `the loss of the generative model became ${loss} at step ${this.step}`,
      );
    }
    for (let k = 0; k < gradient.length; k++) gradient[k]! /= settings.batch;
    adamwStep(shape, this.optimiser, gradient, { ...settings, learningRate: this.learningRate() });
    if (this.step % settings.evaluateEvery === 0 || this.step === settings.steps) await this.look();
    return loss / (settings.members * settings.batch);
  }

  /** Calibrates the best weights of each member. */
  async finish(): Promise<Trained> {
    const { schema, settings, seed } = this.task;
    const { weights } = this.best.scores.some(Number.isFinite) ? this.best : this.optimiser;
    const calibration = await calibrate(this.engine, this.source, weights);
    const knownNovelty = await knownNoveltyOf(this.engine, this.source.shape, weights, this.source.table);
    const model = { schema, settings, seed, dataHash: this.hash, scaling: this.scaling };
    return { ...model, weights: weights.slice(), calibration, knownNovelty };
  }

  private klWeight(): number {
    const { beta, warmUpSteps } = this.source.settings;
    return this.task.from ? beta : beta * Math.min(1, (this.step + 1) / Math.max(1, warmUpSteps));
  }

  /** A quarter wave of a cosine from the full rate to a tenth of it. */
  private learningRate(): number {
    const { learningRate, steps } = this.source.settings;
    return learningRate * (0.1 + 0.9 * Math.cos(((Math.PI / 2) * this.step) / Math.max(1, steps)));
  }

  /** Keeps each member's weights where its own held-out labels liked them best so far. */
  private async look(): Promise<void> {
    const { shape } = this.source;
    const { weights } = this.optimiser;
    const all = shape.code.domains.reduce(
      (bits, { role }, d) => (role === 'target' ? bits : bits | (1 << d)),
      0,
    );
    const labels = await heldOutLabels(this.engine, this.source, weights, 1);
    if (all !== 1) labels.push(...(await heldOutLabels(this.engine, this.source, weights, all)));
    if (labels.length === 0) return;
    this.best.looksSince++;
    scores(labels, shape.members).forEach((score, member) => {
      const isFirst = !Number.isFinite(this.best.scores[member]!);
      if (!isFirst && score >= this.best.scores[member]!) return;
      this.best.scores[member] = score;
      copyMember(shape, weights, this.best.weights, member);
      this.best.looksSince = 0;
    });
  }
}
