import type { Rng } from '../../../core/rng.js';
import type { CodedTable } from '../data/code.js';
import type { Passes } from '../network/passes.js';
import { emptyPasses } from '../network/passes.js';
import type { NetworkShape } from '../network/shape.js';
import type { RowUse } from '../network/write-row.js';
import { RowWriter } from '../network/write-row.js';
import type { MemberRows } from './folds.js';
import { isKnown } from './folds.js';
import type { TrainingSettings } from './settings.js';

/** Labelled, measured and recipe-only rows in a batch. */
const MIX = [12, 30, 30];
/** How often a seen domain shows only some of its quantities in the random pass. */
const PARTLY_SEEN = 0.25;

/** Everything that a batch is drawn from. */
export interface Source {
  readonly shape: NetworkShape;
  readonly table: CodedTable;
  readonly members: readonly MemberRows[];
  readonly settings: TrainingSettings;
}

/**
 * The rows of one step, each up to three times: all its domains seen; a random part seen and *everything* decoded (a
 * bound on the joint likelihood alone leaves single experts untrained); and the recipe with a random part of what was
 * measured, from which only the targets are decoded, as they will be in use.
 */
export function drawBatch(source: Source, rng: Rng): Passes {
  const { shape, table, members, settings } = source;
  const passes = emptyPasses(shape, 3 * settings.batch);
  const writer = new RowWriter(shape, passes, table);
  members.forEach((member, m) => {
    const stream = rng.split(`rows ${m}`);
    drawRows(member, settings.batch, stream).forEach((row, b) => {
      [full(source), part(source, row, stream), direct(source, row, stream)].forEach((use, pass) => {
        const slot = m * passes.rows + pass * settings.batch + b;
        if (use) writer.write(slot, row, use);
      });
    });
  });
  const noise = rng.split('noise');
  for (let k = 0; k < passes.noise.length; k++) passes.noise[k] = noise.normal();
  return passes;
}

function drawRows({ strata }: MemberRows, count: number, rng: Rng): number[] {
  const shares = strata.map((rows, s) => (rows.length === 0 ? 0 : MIX[s]!));
  const total = shares.reduce((sum, share) => sum + share, 0);
  let reach = 0;
  const ends = shares.map((share) => Math.round((count * (reach += share)) / total));
  return Array.from({ length: count }, (_, b) => {
    const rows = strata[ends.findIndex((end) => b < end)]!;
    return rows[Math.floor(rng.uniform() * rows.length)]!;
  });
}

function full(source: Source): RowUse {
  return { sees: () => true, weight: weightOf(source), given: () => true };
}

function part(source: Source, row: number, rng: Rng): RowUse {
  const { domains } = source.shape.code;
  const known = domains.flatMap((_, d) => (isKnown(source.table, d, row) ? [d] : []));
  const chosen = known.filter(() => rng.uniform() < 0.5);
  if (chosen.length === 0) chosen.push(known[Math.floor(rng.uniform() * known.length)]!);
  const values = domains.map(({ kind, valueWidth }) => {
    const whole = kind === 'recipe' || rng.uniform() >= PARTLY_SEEN;
    return Array.from({ length: valueWidth }, () => whole || rng.uniform() < 0.5);
  });
  const given = Array.from({ length: source.shape.targetWidth }, () => rng.uniform() < 0.5);
  return {
    sees: (d, k) => chosen.includes(d) && values[d]![k]!,
    weight: weightOf(source),
    given: (k) => given[k]!,
  };
}

/** Undefined for a row without both a recipe and a target. */
function direct(source: Source, row: number, rng: Rng): RowUse | undefined {
  const { domains } = source.shape.code;
  const known = (d: number): boolean => isKnown(source.table, d, row);
  const chosen = domains.map(({ role }) => role === 'recipe' || (role === 'measured' && rng.uniform() < 0.5));
  if (!known(0) || !domains.some(({ role }, d) => role === 'target' && known(d))) return undefined;
  const weight = weightOf(source);
  return {
    sees: (d) => chosen[d]!,
    weight: (d) => (domains[d]!.role === 'target' ? weight(d) : 0),
    given: () => false,
  };
}

function weightOf({ shape, settings }: Source): (d: number) => number {
  const byRole = {
    recipe: settings.recipeWeight,
    measured: settings.measuredWeight,
    target: settings.targetWeight,
  };
  return (d) => byRole[shape.code.domains[d]!.role];
}
