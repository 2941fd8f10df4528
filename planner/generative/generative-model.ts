import type { Vector } from '../space/layout.js';
import { codeTable } from './data/code.js';
import { RECIPE } from './data/domain.js';
import type { Table } from './data/table.js';
import { assertTable } from './data/table.js';
import type { Engine, Internals } from './engine/engine.js';
import { internalsOf } from './engine/engine.js';
import type { HeldOutScore } from './training/calibration.js';
import type { Trained } from './training/trained.js';
import { packTrained, shapeOf, unpackTrained } from './training/trained.js';
import { filledIn } from './use/impute.js';
import { noveltyScores } from './use/novelty.js';
import type { Prediction } from './use/predict.js';
import { predictDomain } from './use/predict.js';
import type { SampleRequest } from './use/sample.js';
import { sampleRecipes } from './use/sample.js';

export type { Prediction } from './use/predict.js';
export type { SampleRequest } from './use/sample.js';

/** How strange recipes are to the model. NaN for rows without a recipe. */
export interface Novelty {
  /** Nats; larger is stranger. */
  readonly scores: Float64Array;
  /** Share of the recipes learned from that are less strange, 0..1. */
  readonly ranks: Float64Array;
}

/**
 * An ensemble of semi-supervised variational autoencoders over recipes and everything that is measured of them, with a
 * product of experts as the posterior (Wu & Goodman, NeurIPS 2018): any domain from any others. It proposes; where
 * there are a few dozen results, the mixture with a Gaussian process ranks (docs/generative.md).
 */
export class GenerativeModel {
  private readonly engine: Internals;

  constructor(
    engine: Engine,
    readonly trained: Trained,
  ) {
    this.engine = internalsOf(engine);
  }

  /** @throws PlannerError `bad-request` for damaged bytes, or a model of other data than `dataHash`. */
  static load(engine: Engine, bytes: Uint8Array, dataHash?: string): GenerativeModel {
    return new GenerativeModel(engine, unpackTrained(bytes, dataHash));
  }

  /** Readable with any engine. */
  save(): Uint8Array {
    return packTrained(this.trained);
  }

  /** Log scores of labels that the predicting member had not seen, by the domains it was shown (as bits by index). */
  get heldOutScores(): readonly HeldOutScore[] {
    return this.trained.calibration.scores;
  }

  /** One domain from others: from all that a row knows, or from those named in `given`. */
  async predict(table: Table, domain: string, given?: readonly string[]): Promise<Prediction> {
    const { schema } = this.trained;
    assertTable(schema, shapeOf(this.trained).code.recipe.layout, table);
    const names = given ?? [RECIPE, ...schema.domains.map(({ name }) => name)];
    return predictDomain(this.engine, this.trained, table, domain, names);
  }

  /** The rows with each missing quantity replaced by its mean given everything else in the row; recipes stay as they are. */
  async impute(table: Table): Promise<Table> {
    const predictions = new Map<string, Prediction>();
    for (const { name } of this.trained.schema.domains) {
      predictions.set(name, await this.predict(table, name));
    }
    return filledIn(table, predictions);
  }

  /** Points of the space, as vectors of its layout (see `toParameters`). */
  sample(request: SampleRequest): Promise<Vector[]> {
    return sampleRecipes(this.engine, this.trained, request);
  }

  async novelty(table: Table): Promise<Novelty> {
    const shape = shapeOf(this.trained);
    assertTable(this.trained.schema, shape.code.recipe.layout, table);
    const { scaling, weights, knownNovelty } = this.trained;
    const coded = codeTable(shape.code, scaling, table);
    const scores = Float64Array.from(await noveltyScores(this.engine, shape, weights, coded));
    const rank = (score: number): number =>
      Number.isNaN(score) ? NaN : knownNovelty.filter((known) => known < score).length / knownNovelty.length;
    return { scores, ranks: scores.map(rank) };
  }
}
