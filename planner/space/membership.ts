import type { BlockRange, Coordinate, Layout } from './layout.js';
import { activeIn } from './point.js';
import type { LinearConstraint, Parameters } from './space.js';
import { sumInWords } from './sum-in-words.js';

/** Slack allowed for rounding, in natural units relative to the size of what is compared. */
const TOLERANCE = 1e-6;
/** The same for sums that are nearly 0, of what they can be: ten times what counts as inside a region. */
const ROUNDING = 1e-7;

/**
 * Every reason why a point lies outside the space, as sentences; empty when it lies inside. What is said of a variable
 * that takes no part makes no difference.
 */
export function reasonsOutside(layout: Layout, parameters: Parameters): string[] {
  const names = new Set(layout.coordinates.map((c) => c.name));
  const active = activeIn(layout, parameters);
  const taking = layout.coordinates.filter((_, k) => active[k] === 1);
  return [
    ...Object.keys(parameters)
      .filter((name) => !names.has(name))
      .map((name) => `${name} is not a variable of this space`),
    ...taking.flatMap((coordinate) => valueReasons(coordinate, parameters[coordinate.name])),
    ...reasonsTogether(layout, parameters),
  ];
}

/** Those that concern several values at once: the sums of blends, and the constraints. */
export function reasonsTogether(layout: Layout, parameters: Parameters): string[] {
  const counted = { ...parameters, ...countedAs(layout, activeIn(layout, parameters)) };
  return [
    ...layout.blocks.flatMap((block) => blockReasons(layout, block, parameters)),
    ...layout.space.constraints.flatMap((constraint) => constraintReasons(layout, constraint, counted)),
  ];
}

/** How far the largest term of a constraint can go. */
function reachOf({ coordinates }: Layout, terms: LinearConstraint['terms']): number {
  const reaches = coordinates.map((c) => {
    const range = c.kind === 'number' ? c.max - c.min : 1;
    return Math.abs(terms[c.name] ?? 0) * range;
  });
  return Math.max(...reaches);
}

/** What constraints take the numbers for that take no part. */
function countedAs({ coordinates, conditions }: Layout, active: Uint8Array): Parameters {
  const inactive = coordinates.flatMap(({ name }, k) =>
    active[k] === 1 ? [] : [[name, conditions[k]!.otherwise] as const],
  );
  return Object.fromEntries(inactive);
}

function valueReasons(coordinate: Coordinate, value: number | string | undefined): string[] {
  const { name } = coordinate;
  if (coordinate.kind === 'category') {
    const known = typeof value === 'string' && coordinate.levels.includes(value);
    return known ? [] : [`${name} is ${String(value)}, not one of ${coordinate.levels.join(', ')}`];
  }
  if (typeof value !== 'number' || !Number.isFinite(value))
    return [`${name} is ${String(value)}, not a number`];
  const { min, max } = coordinate;
  const slack = TOLERANCE * Math.max(Math.abs(min), Math.abs(max));
  if (value < min - slack || value > max + slack) return [`${name} is ${value}, outside ${min} to ${max}`];
  if (coordinate.kind === 'number') return stepReasons(name, value, coordinate.step);
  const trace = value > 0 && value < coordinate.least - slack;
  return trace ? [`${name} is ${value}, neither absent nor at least ${coordinate.least}`] : [];
}

function stepReasons(name: string, value: number, step: number | undefined): string[] {
  if (step === undefined || Math.abs(value / step - Math.round(value / step)) < TOLERANCE) return [];
  return [`${name} is ${value}, not a multiple of ${step}`];
}

function blockReasons(layout: Layout, block: BlockRange, parameters: Parameters): string[] {
  const names = layout.coordinates.slice(block.first, block.end).map((c) => c.name);
  const values = names.map((name) => Number(parameters[name]));
  const sum = values.reduce((a, b) => a + b, 0);
  const present = values.filter((value) => value > 0).length;
  return [
    // Of what is no number each has been told.
    ...(Math.abs(sum - 1) > TOLERANCE ? [`the fractions of ${block.name} sum to ${sum}, not 1`] : []),
    ...(present <= block.maxComponents
      ? []
      : [`${block.name} has ${present} components, at most ${block.maxComponents} allowed`]),
    ...names.flatMap((name, k) => stepReasons(name, values[k]!, block.step)),
  ];
}

function constraintReasons(
  layout: Layout,
  { terms, min, max }: LinearConstraint,
  parameters: Parameters,
): string[] {
  const parts = Object.entries(terms).map(([name, weight]) => weight * Number(parameters[name]));
  const sum = parts.reduce((a, b) => a + b, 0);
  const shown = Number(sum.toPrecision(9));
  const slack = Math.max(
    TOLERANCE * Math.max(...[...parts, min ?? 0, max ?? 0].map(Math.abs)),
    ROUNDING * reachOf(layout, terms),
  );
  const form = sumInWords(terms);
  return [
    ...(min !== undefined && sum < min - slack ? [`${form} is ${shown}, below ${min}`] : []),
    ...(max !== undefined && sum > max + slack ? [`${form} is ${shown}, above ${max}`] : []),
  ];
}
