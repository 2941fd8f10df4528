/** What must hold for a blend: that some set of shares within its bounds sums to 1. */
import type { Located } from './draft.js';
import { show, type Finding } from './problem.js';
import type { BlockPart, Range } from './space-parts.js';

/** Sums of decimal fractions (0.1 + 0.2 + 0.7) miss 1 by rounding. */
export const SUM_TOLERANCE = 1e-9;

export function fractionFindings(blocks: readonly Located<BlockPart>[]): Finding[] {
  const names: readonly string[] = blocks.map(({ value }) => value.name);
  return blocks.flatMap(({ path, value }, index) => {
    const found = names.indexOf(value.name) === index ? blockFindings(value) : [blockTwice(value)];
    return found.map((finding) => ({ ...finding, path: [...path, ...finding.path] }));
  });
}

function blockTwice({ name }: BlockPart): Finding {
  const expected = `all components of ${name} in one block`;
  return { path: ['name'], message: 'this blend is there already', expected, found: show(name) };
}

function blockFindings(block: BlockPart): Finding[] {
  const entries = Object.entries(block.components).flatMap(([name, bounds]) =>
    bounds ? [[name, bounds] as const] : [],
  );
  const empty = entries.filter(([, bounds]) => bounds.min > bounds.max);
  if (entries.length === 0) {
    const expected = 'at least one component';
    return [{ path: ['components'], message: 'the blend is empty', expected, found: 'none' }];
  }
  if (empty.length > 0) {
    return empty.map(([name, { min, max }]) => ({
      path: ['components', name, 'min'],
      message: 'the range is empty',
      expected: `at most max, ${max}`,
      found: String(min),
    }));
  }
  const high = entries.filter(([, { least = 0, max }]) => least > max);
  if (high.length > 0) return high.map(([name, { least, max }]) => tooHigh(name, least, max));
  return sumFindings(
    entries.map(([, bounds]) => bounds),
    block.maxComponents ?? entries.length,
  );
}

function tooHigh(name: string, least: number | undefined, max: number): Finding {
  const path = ['components', name, 'least'];
  return {
    path,
    message: 'the smallest dose is too large',
    expected: `at most max, ${max}`,
    found: show(least),
  };
}

function sumFindings(components: readonly Range[], most: number): Finding[] {
  const needed = components.filter((c) => c.min > 0);
  if (most > components.length || most < needed.length) {
    const expected = `${Math.max(1, needed.length)} to ${components.length}, the components that must and may be there`;
    return [
      { path: ['maxComponents'], message: 'does not fit the components', expected, found: String(most) },
    ];
  }
  const least = sum(components.map((c) => c.min));
  const largest = largestSum(components, most);
  if (least > 1 + SUM_TOLERANCE) return [sumFinding('min', 'at most 1', least)];
  return largest < 1 - SUM_TOLERANCE ? [sumFinding('max', 'at least 1', largest)] : [];
}

/** The largest total of at most `most` components, those with a minimum among them. */
function largestSum(components: readonly Range[], most: number): number {
  const needed = components.filter((c) => c.min > 0).map((c) => c.max);
  const others = components.filter((c) => c.min === 0).map((c) => c.max);
  others.sort((a, b) => b - a);
  return sum([...needed, ...others.slice(0, most - needed.length)]);
}

function sumFinding(bound: 'min' | 'max', expected: string, found: number): Finding {
  const message = 'no shares within these bounds sum to 1';
  return {
    path: ['components'],
    message,
    expected: `the ${bound} to sum to ${expected}`,
    found: String(round(found)),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function round(value: number): number {
  return Number(value.toPrecision(6));
}
