import { squaredDistance } from '../linalg/vector.js';
import type { SourcedRow } from './structure.js';

/**
 * At most about `count` rows that stand for many: rows of one source and instrument are gathered around well-spread
 * centres (each next one the row farthest from those before: Gonzalez 1985, within a factor 2 of the best radius), and
 * each gathering becomes the mean of its features with the mean of its values, right to first order in its extent.
 * Rows of which only a limit is known stay as they are.
 */
export function pooled(rows: readonly SourcedRow[], count: number): SourcedRow[] {
  const cut = rows.filter(({ censored }) => censored !== undefined);
  const whole = rows.filter(({ censored }) => censored === undefined);
  if (whole.length <= count) return [...rows];
  const groups = new Map<string, SourcedRow[]>();
  for (const row of whole) {
    const key = JSON.stringify([row.source, row.instrument]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const share = count / whole.length;
  return [
    ...[...groups.values()].flatMap((group) => gathered(group, Math.ceil(group.length * share))),
    ...cut,
  ];
}

function gathered(group: readonly SourcedRow[], count: number): SourcedRow[] {
  const { nearest } = centresOf(group, count);
  const gatherings = new Map<number, SourcedRow[]>();
  group.forEach((row, i) => {
    const members = gatherings.get(nearest[i]!);
    if (members) members.push(row);
    else gatherings.set(nearest[i]!, [row]);
  });
  return [...gatherings.values()].map(meanOf);
}

/** Indices of `count` well-spread rows, the first being the first, and for each row which of them is nearest. */
export function centresOf(
  rows: readonly { readonly features: Float64Array }[],
  count: number,
): { centres: number[]; nearest: Int32Array } {
  const nearest = new Int32Array(rows.length);
  const distance = new Float64Array(rows.length).fill(Infinity);
  const centres: number[] = [];
  for (let next = 0; centres.length < Math.min(count, rows.length); next = farthest(distance)) {
    const centre = rows[next]!.features;
    rows.forEach(({ features }, i) => {
      const away = squaredDistance(features, centre);
      if (away >= distance[i]!) return;
      distance[i] = away;
      nearest[i] = centres.length;
    });
    centres.push(next);
  }
  return { centres, nearest };
}

function farthest(distance: Float64Array): number {
  let most = 0;
  distance.forEach((value, i) => {
    if (value > distance[most]!) most = i;
  });
  return most;
}

function meanOf(rows: readonly SourcedRow[]): SourcedRow {
  const m = rows.length;
  const features = rows[0]!.features.map((_, k) => rows.reduce((sum, row) => sum + row.features[k]!, 0) / m);
  return {
    ...rows[0]!,
    features,
    value: rows.reduce((sum, { value }) => sum + value, 0) / m,
    extraNoiseVariance: rows.reduce((sum, row) => sum + row.extraNoiseVariance, 0) / m ** 2,
    noiseShare: rows.reduce((sum, { noiseShare = 1 }) => sum + noiseShare, 0) / m ** 2,
  };
}
