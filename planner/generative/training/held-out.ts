import type { Internals } from '../engine/engine.js';
import type { Passes } from '../network/passes.js';
import { emptyPasses, passTensors } from '../network/passes.js';
import type { NetworkShape } from '../network/shape.js';
import { networkOf } from '../network/layers.js';
import { RowWriter } from '../network/write-row.js';
import type { Moments } from '../use/moments.js';
import { latentDraws, momentsOf } from '../use/moments.js';
import type { Source } from './batch.js';
import { isKnown } from './folds.js';

/** How one member met one label that it had not seen. Values on the network's scale. */
export interface HeldOutLabel {
  readonly member: number;
  readonly row: number;
  /** Counted over all targets. */
  readonly target: number;
  readonly error: number;
  readonly variance: number;
}

/** A set of domains by index, as bits. */
export type Subset = number;

/**
 * What every member predicts for the labels that it never saw, from the domains of `subset` alone; rows that lack one
 * of them are left out.
 */
export async function heldOutLabels(
  { run, form }: Internals,
  source: Source,
  weights: Float32Array,
  subset: Subset,
): Promise<HeldOutLabel[]> {
  const { shape, settings } = source;
  const rows = source.members.map(({ heldOut }) => heldOut.filter((row) => hasAll(source, subset, row)));
  const passes = passesFor(source, rows, subset);
  if (!passes) return [];
  const noise = latentDraws(settings.draws, shape.latent);
  const moments = await run((tf) => {
    const network = networkOf({ tf, form }, shape, weights);
    const tensors = passTensors(tf, shape, passes);
    return targetDomains(shape).map(({ d }) => momentsOf(network, tensors, d, noise));
  });
  return targetDomains(shape).flatMap((domain, t) => compare(source, rows, passes.rows, domain, moments[t]!));
}

function targetDomains({ code }: NetworkShape): { d: number; first: number; width: number }[] {
  let first = 0;
  return code.domains.flatMap(({ role, valueWidth: width }, d) => {
    if (role !== 'target') return [];
    const domain = { d, first, width };
    first += width;
    return [domain];
  });
}

function hasAll({ shape, table }: Source, subset: Subset, row: number): boolean {
  return shape.code.domains.every((_, d) => (subset & (1 << d)) === 0 || isKnown(table, d, row));
}

/** Members with fewer rows leave slots empty. */
function passesFor(source: Source, rows: readonly number[][], subset: Subset): Passes | undefined {
  const most = Math.max(...rows.map(({ length }) => length));
  if (most === 0) return undefined;
  const passes = emptyPasses(source.shape, most);
  const writer = new RowWriter(source.shape, passes, source.table);
  const use = { sees: (d: number) => (subset & (1 << d)) !== 0, weight: () => 0, given: () => false };
  rows.forEach((own, m) => {
    own.forEach((row, i) => {
      writer.write(m * most + i, row, use);
    });
  });
  return passes;
}

function compare(
  { table }: Source,
  rows: readonly number[][],
  most: number,
  { d, first, width }: { d: number; first: number; width: number },
  { mean, noiseVariance, latentVariance }: Moments,
): HeldOutLabel[] {
  const { data, known } = table.domains[d]!;
  return rows.flatMap((own, member) =>
    own.flatMap((row, i) =>
      Array.from({ length: width }, (_, k) => ({ k, at: (member * most + i) * width + k }))
        .filter(({ k }) => known[row * width + k] === 1)
        .map(({ k, at }) => ({
          ...{ member, row, target: first + k },
          error: data[row * width + k]! - mean[at]!,
          variance: noiseVariance[at]! + latentVariance[at]!,
        })),
    ),
  );
}

/**
 * Mean negative log density of each member's labels once the variances are scaled as well as one factor can, without
 * the constant; infinite for a member without labels.
 */
export function scores(labels: readonly HeldOutLabel[], members: number): number[] {
  return Array.from({ length: members }, (_, m) => {
    const own = labels.filter(({ member }) => member === m);
    if (own.length === 0) return Infinity;
    const meanOf = (f: (label: HeldOutLabel) => number): number =>
      own.reduce((sum, label) => sum + f(label), 0) / own.length;
    const logVariance = meanOf(({ variance }) => Math.log(variance));
    return (logVariance + Math.log(meanOf(({ error, variance }) => error ** 2 / variance))) / 2;
  });
}
