/** What must hold for a linear constraint: that its names are searched and that some point can satisfy it. */
import { show, type Finding } from './problem.js';
import { searchedRange, type PartsDraft } from './space-draft.js';
import type { Constraint, Range } from './space-parts.js';
import { nearest } from './suggest.js';

export function constraintFindings(draft: PartsDraft): Finding[] {
  return draft.constraints.flatMap(({ path, value }) => {
    const names = Object.keys(value.terms);
    const found = [...names.flatMap((name) => nameFindings(name, draft)), ...boundFindings(value, draft)];
    return found.map((finding) => ({ ...finding, path: [...path, ...finding.path] }));
  });
}

function nameFindings(name: string, draft: PartsDraft): Finding[] {
  const path = ['terms', name];
  if (!draft.searched.includes(name)) {
    const suggestion = nearest(name, draft.searched);
    const message = draft.fixedNames.includes(name)
      ? 'is fixed, not searched'
      : 'is not searched in this space';
    const expected = 'a name from space.variables or space.fractions';
    return [{ path, message, expected, found: show(name), at: 'key', ...(suggestion && { suggestion }) }];
  }
  const variable = draft.variables.find((v) => v.value.name === name);
  if (variable?.value.kind !== 'categorical' && variable?.value.kind !== 'choice') return [];
  const message = 'a list of levels cannot be summed';
  return [
    {
      path,
      message,
      expected: 'a continuous or integer variable',
      found: `kind: ${variable.value.kind}`,
      at: 'key',
    },
  ];
}

function boundFindings(constraint: Constraint, draft: PartsDraft): Finding[] {
  const { min, max, terms } = constraint;
  if (Object.keys(terms).length === 0) {
    return [{ path: ['terms'], message: 'nothing to bound', expected: 'at least one term', found: 'none' }];
  }
  if (min === undefined && max === undefined) {
    return [{ path: [], message: 'bounds nothing', expected: 'min or max', found: 'neither', at: 'value' }];
  }
  if (min !== undefined && max !== undefined && min > max) {
    return [
      { path: ['min'], message: 'the range is empty', expected: `at most max, ${max}`, found: String(min) },
    ];
  }
  const reach = reachOf(constraint, draft);
  return reach === undefined ? [] : outOfReach(constraint, reach);
}

function outOfReach({ min = -Infinity, max = Infinity }: Constraint, reach: Range): Finding[] {
  if (reach.min > max) return [emptyFinding('max', `at least ${reach.min}, the least the terms give`, max)];
  return reach.max < min ? [emptyFinding('min', `at most ${reach.max}, the most the terms give`, min)] : [];
}

function emptyFinding(bound: 'min' | 'max', expected: string, found: number): Finding {
  return { path: [bound], message: 'no point of the space satisfies this', expected, found: String(found) };
}

/** Interval arithmetic: the least and largest sum when every name takes any value of its range by itself. */
function reachOf(constraint: Constraint, draft: PartsDraft): Range | undefined {
  let reach: Range = { min: 0, max: 0 };
  for (const [name, coefficient] of Object.entries(constraint.terms)) {
    const range = searchedRange(draft, name);
    if (range === undefined) return undefined;
    const ends = [coefficient * range.min, coefficient * range.max];
    reach = { min: reach.min + Math.min(...ends), max: reach.max + Math.max(...ends) };
  }
  return reach;
}
