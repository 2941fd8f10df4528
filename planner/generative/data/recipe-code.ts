import type { Encoding } from '../../space/features.js';
import { encode, encodingOf } from '../../space/features.js';
import type { BlockRange, Layout, Vector } from '../../space/layout.js';
import { ABSENT } from '../../space/point.js';

/**
 * How recipes enter and leave the network. In: the features of the planner's other models, centred. Out: whether each
 * component is present, its fraction, numbers on a scale of standard deviation about 1, and categories one-hot.
 */
export interface RecipeCode {
  readonly layout: Layout;
  readonly encoding: Encoding;
  /** Fractions come first in the layout: fraction `k` is coordinate `k`. */
  readonly fractionCount: number;
  readonly blocks: readonly BlockRange[];
  /** 1 where a component may be absent. */
  readonly optional: Float32Array;
  /** Coordinates that are numbers. */
  readonly numbers: readonly number[];
  /** Coordinates that are categories, with their number of levels. */
  readonly categories: readonly { readonly coordinate: number; readonly levels: number }[];
  readonly inputWidth: number;
  /** Presence, fractions, numbers, one-hot categories. */
  readonly dataWidth: number;
}

/** The standard deviation of a uniform variable on 0..1 is `1 / SPREAD`. */
export const SPREAD = Math.sqrt(12);

export function recipeCodeOf(layout: Layout): RecipeCode {
  const { coordinates, blocks } = layout;
  const fractions = coordinates.filter(({ kind }) => kind === 'fraction');
  const numbers = coordinates.flatMap(({ kind }, k) => (kind === 'number' ? [k] : []));
  const categories = coordinates.flatMap((c, k) =>
    c.kind === 'category' ? [{ coordinate: k, levels: c.levels.length }] : [],
  );
  const encoding = encodingOf(layout);
  const oneHot = categories.reduce((sum, { levels }) => sum + levels, 0);
  return {
    ...{ layout, encoding, blocks, numbers, categories },
    fractionCount: fractions.length,
    optional: Float32Array.from(fractions, (c) => (c.kind === 'fraction' && c.min === 0 ? 1 : 0)),
    inputWidth: encoding.count,
    dataWidth: 2 * fractions.length + numbers.length + oneHot,
  };
}

/** What the encoder sees of a point. */
export function recipeInput(code: RecipeCode, u: Vector): Float32Array {
  return Float32Array.from(encode(code.encoding, u), (feature) => (feature - 0.5) * SPREAD);
}

/** What the decoder is asked for: `dataWidth` numbers. */
export function recipeData(code: RecipeCode, u: Vector): Float32Array {
  const fractions = u.subarray(0, code.fractionCount);
  return Float32Array.from([
    ...Array.from(fractions, (fraction) => (fraction >= ABSENT ? 1 : 0)),
    ...fractions,
    ...code.numbers.map((k) => (u[k]! - 0.5) * SPREAD),
    ...code.categories.flatMap(({ coordinate, levels }) =>
      Array.from({ length: levels }, (_, level) => (Math.round(u[coordinate]!) === level ? 1 : 0)),
    ),
  ]);
}
