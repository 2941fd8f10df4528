import { codeTable } from '../data/code.js';
import type { CodedTable } from '../data/code.js';
import type { Table } from '../data/table.js';
import { PlannerError } from '../../planner-error.js';
import type { Internals } from '../engine/engine.js';
import { networkOf } from '../network/layers.js';
import { passTensors } from '../network/passes.js';
import type { NetworkShape } from '../network/shape.js';
import { factorsFor } from '../training/calibration.js';
import { isKnown } from '../training/folds.js';
import type { Trained } from '../training/trained.js';
import { shapeOf } from '../training/trained.js';
import { latentDraws, momentsOf } from './moments.js';
import type { Moments } from './moments.js';
import { portions } from './rows.js';

/** Of every row and quantity, row-major, in the unit that the quantities were given in. */
export interface Prediction {
  readonly rowCount: number;
  readonly quantities: readonly string[];
  readonly mean: Float64Array;
  /** Variance of the measurement itself: what a repetition would scatter. */
  readonly aleatoric: Float64Array;
  /** Variance of the mean: over latent states that the inputs leave open, and between members. */
  readonly epistemic: Float64Array;
  /** Each member's own mean and total variance, `members x rows x quantities`: the parts of the mixture. */
  readonly members: { readonly count: number; readonly mean: Float64Array; readonly variance: Float64Array };
}

/**
 * Predicts domain `name` of every row from the domains of `given`, as far as the row knows them.
 * @throws PlannerError `bad-request` for a domain that the model does not have, or the recipe (which is sampled).
 */
export async function predictDomain(
  engine: Internals,
  trained: Trained,
  table: Table,
  name: string,
  given: readonly string[],
): Promise<Prediction> {
  const shape = shapeOf(trained);
  const domain = shape.code.domains.findIndex((one) => one.name === name);
  if (domain < 1) {
    const known = shape.code.domains.slice(1).map((one) => one.name);
    throw new PlannerError('bad-request', `expected one of ${known.join(', ')} to predict, got ${name}`);
  }
  const seen = shape.code.domains.map((one) => one.name !== name && given.includes(one.name));
  const coded = codeTable(shape.code, trained.scaling, table);
  const collect = new Collector(trained, shape, domain, coded, seen);
  const noise = latentDraws(trained.settings.draws, shape.latent);
  const use = { sees: (d: number) => seen[d]!, weight: () => 0, given: () => false };
  for (const { first, passes } of portions(shape, coded, use)) {
    const moments = await engine.run((tf) => {
      const network = networkOf({ tf, form: engine.form }, shape, trained.weights);
      return momentsOf(network, passTensors(tf, shape, passes), domain, noise);
    });
    collect.add(first, passes.rows, moments);
  }
  return collect.prediction;
}

/** What one member says of one quantity, on the network's scale; the variances are calibrated. */
interface Part {
  readonly mean: number;
  readonly noise: number;
  readonly latent: number;
}

/** Joins members into one prediction by the law of total variance. */
class Collector {
  readonly prediction: Prediction;
  private readonly width: number;
  private readonly offsets: readonly number[];
  private readonly units: readonly number[];

  constructor(
    private readonly trained: Trained,
    private readonly shape: NetworkShape,
    private readonly domain: number,
    private readonly table: CodedTable,
    private readonly seen: readonly boolean[],
  ) {
    const spec = trained.schema.domains[domain - 1]!;
    const size = table.rowCount * spec.quantities.length;
    const zeros = (times = 1): Float64Array => new Float64Array(size * times);
    const count = shape.members;
    this.width = spec.quantities.length;
    const scale = trained.scaling[spec.name];
    this.offsets = scale?.offsets ?? spec.quantities.map(() => 0);
    this.units = scale?.units ?? spec.quantities.map(() => 1);
    this.prediction = {
      ...{ rowCount: table.rowCount, quantities: spec.quantities },
      ...{ mean: zeros(), aleatoric: zeros(), epistemic: zeros() },
      members: { count, mean: zeros(count), variance: zeros(count) },
    };
  }

  add(first: number, rows: number, moments: Moments): void {
    const { count } = this.prediction.members;
    for (let i = 0; i < rows; i++) {
      const factor = this.factors(first + i);
      for (let k = 0; k < this.width; k++) {
        const parts = Array.from({ length: count }, (_, m) => {
          const at = (m * rows + i) * this.width + k;
          const [noise, latent] = [moments.noiseVariance[at]!, moments.latentVariance[at]!];
          return { mean: moments.mean[at]!, noise: factor(m, k) * noise, latent: factor(m, k) * latent };
        });
        this.join(first + i, k, parts);
      }
    }
  }

  /** By member and quantity of this domain; 1 where nothing is calibrated. */
  private factors(row: number): (member: number, k: number) => number {
    const { domains } = this.shape.code;
    if (domains[this.domain]!.role !== 'target') return () => 1;
    const subset = domains.reduce(
      (bits, { role }, d) =>
        role !== 'target' && this.seen[d]! && isKnown(this.table, d, row) ? bits | (1 << d) : bits,
      0,
    );
    const factors = factorsFor(this.trained.calibration, subset);
    const before = domains
      .slice(0, this.domain)
      .reduce((sum, { role, valueWidth }) => sum + (role === 'target' ? valueWidth : 0), 0);
    return (member, k) => factors?.[member * this.shape.targetWidth + before + k] ?? 1;
  }

  private join(row: number, k: number, parts: readonly Part[]): void {
    const { mean, aleatoric, epistemic, members } = this.prediction;
    const [offset, unit] = [this.offsets[k]!, this.units[k]!];
    const at = row * this.width + k;
    let square = 0;
    parts.forEach((part, m) => {
      const own = offset + unit * part.mean;
      const to = m * mean.length + at;
      members.mean[to] = own;
      members.variance[to] = unit ** 2 * (part.noise + part.latent);
      mean[at]! += own / members.count;
      aleatoric[at]! += (unit ** 2 * part.noise) / members.count;
      epistemic[at]! += (unit ** 2 * part.latent) / members.count;
      square += (own - offset) ** 2 / members.count;
    });
    epistemic[at]! += Math.max(0, square - (mean[at]! - offset) ** 2);
  }
}
