import { MOST_LEVELS_COUNTED, NAME_WEIGHT } from '../choices.js';
import { activeAt } from './conditions.js';
import { addSlope, describe } from './describe.js';
import { descriptorsOf, type Descriptor } from './descriptors.js';
import type { Coordinate, Layout, Vector } from './layout.js';

/**
 * How a vector looks to the models: square roots of fractions (better than fractions or log-ratios on four measured
 * mixture sets, because many components are truly absent) and scaled numbers, each on 0..1; categories one-hot with
 * entries 0 and 1/sqrt2, so that two levels are 1 apart. A number that takes no part stands in the middle of its range, a
 * category has no entry then; one more feature of each says whether it takes part. Last come descriptors of what a recipe
 * is made of, where the space says it; the ingredients of a blend and the levels of a category are then nearer to one another.
 */
export interface Encoding {
  readonly layout: Layout;
  readonly count: number;
  /** How many numbers they are worth, as far as distances grow with them: what priors of lengthscales go by. */
  readonly dimension: number;
  /** First feature of each coordinate. */
  readonly first: readonly number[];
  /** Factor of the features of each coordinate: less than 1 for what descriptors tell, too. */
  readonly weights: readonly number[];
  /** The feature that says whether a coordinate takes part; undefined where it always does. */
  readonly activity: readonly (number | undefined)[];
  /** The last features. */
  readonly descriptors: readonly Descriptor[];
}

/** Below this fraction the slope of the square root is held, so that searches keep finite gradients. */
const ROOT_FLOOR = 1e-4;

export function encodingOf(layout: Layout): Encoding {
  let count = 0;
  const first = layout.coordinates.map((coordinate) => {
    const at = count;
    count += coordinate.kind === 'category' ? coordinate.levels.length : 1;
    return at;
  });
  const activity = layout.conditions.map((condition) => (condition ? count++ : undefined));
  const descriptors = descriptorsOf(layout);
  const told = toldBy(descriptors);
  const weights = layout.coordinates.map((_, k) => (told.has(k) ? NAME_WEIGHT : 1));
  const all = count + descriptors.length;
  const surplus = layout.coordinates.map((coordinate, k) => (told.has(k) ? 0 : surplusLevels(coordinate)));
  const dimension = all - surplus.reduce((sum, levels) => sum + levels, 0);
  return { layout, count: all, dimension, first, weights, activity, descriptors };
}

function surplusLevels(coordinate: Coordinate): number {
  return coordinate.kind === 'category' ? Math.max(0, coordinate.levels.length - MOST_LEVELS_COUNTED) : 0;
}

/** The ingredients of blends and categories: of doses the amounts count as well. */
function toldBy(descriptors: readonly Descriptor[]): ReadonlySet<number> {
  const wholes = descriptors.filter(({ base }) => base === 0);
  return new Set(wholes.flatMap(({ members }) => members.map(({ coordinate }) => coordinate)));
}

/** The features of a vector, `encoding.count` of them. */
export function encode(encoding: Encoding, u: Vector): Float64Array {
  const features = new Float64Array(encoding.count);
  const active = activeAt(encoding.layout, u);
  encoding.layout.coordinates.forEach((coordinate, k) => {
    const at = encoding.first[k]!;
    const weight = encoding.weights[k]!;
    const activity = encoding.activity[k];
    if (activity !== undefined) features[activity] = active[k]!;
    if (active[k] === 0) {
      if (coordinate.kind === 'number') features[at] = 0.5;
      return;
    }
    const place = coordinate.kind === 'category' ? at + Math.round(u[k]!) : at;
    features[place] = weight * entryOf(coordinate, u[k]!);
  });
  const { descriptors, count, layout } = encoding;
  descriptors.forEach((descriptor, k) => {
    features[count - descriptors.length + k] = describe(layout, descriptor, u, active);
  });
  return features;
}

/** The chain rule: a gradient over features as a gradient over the vector (0 for categories). */
export function pullBack(encoding: Encoding, u: Vector, gradient: Float64Array): Float64Array {
  const active = activeAt(encoding.layout, u);
  const back = Float64Array.from(encoding.layout.coordinates, (coordinate, k) => {
    if (coordinate.kind === 'category' || active[k] === 0) return 0;
    const slope = coordinate.kind === 'fraction' ? rootSlope(coordinate, u[k]!) : 1;
    return encoding.weights[k]! * slope * gradient[encoding.first[k]!]!;
  });
  const { descriptors, count, layout } = encoding;
  descriptors.forEach((descriptor, k) => {
    const weight = gradient[count - descriptors.length + k]!;
    addSlope(layout, descriptor, { u, active, weight }, back);
  });
  return back;
}

function entryOf(coordinate: Coordinate, value: number): number {
  if (coordinate.kind === 'category') return Math.SQRT1_2;
  return coordinate.kind === 'fraction' ? rootFeature(coordinate, value) : value;
}

type Fraction = Extract<Coordinate, { kind: 'fraction' }>;

function rootFeature({ min, max }: Fraction, fraction: number): number {
  return max === min
    ? 0
    : (Math.sqrt(Math.max(0, fraction)) - Math.sqrt(min)) / (Math.sqrt(max) - Math.sqrt(min));
}

function rootSlope({ min, max }: Fraction, fraction: number): number {
  if (max === min) return 0;
  return 1 / (2 * Math.sqrt(Math.max(ROOT_FLOOR, fraction)) * (Math.sqrt(max) - Math.sqrt(min)));
}
