/** What must hold for the condition of a variable: it looks upwards, at values that its gates can have. */
import type { Located } from './draft.js';
import { show, type Finding } from './problem.js';
import type { PartsDraft } from './space-draft.js';
import type { Admitted, VariablePart } from './space-parts.js';
import { nearest } from './suggest.js';

export function conditionFindings({ variables, searched }: PartsDraft): Finding[] {
  return variables.flatMap(({ path, value }, index) =>
    Object.entries(value.when ?? {}).flatMap(([name, admitted]) => {
      const place = [...path, 'when', name];
      const gate = variables.slice(0, index).find((one) => one.value.name === name)?.value;
      if (gate !== undefined) return gateFindings(gate, admitted, place);
      return isUnread(name, variables, searched) ? [] : [notAbove(name, variables.slice(0, index), place)];
    }),
  );
}

/** A choice on which nothing hangs would be searched in vain. */
export function choiceFindings({ variables }: PartsDraft): Finding[] {
  const used = new Set(variables.flatMap(({ value }) => Object.keys(value.when ?? {})));
  return variables
    .filter(({ value }) => value.kind === 'choice' && !used.has(value.name))
    .map(({ path, value }) => ({
      path: [...path, 'name'],
      message: 'this choice decides nothing',
      expected: `a variable below it with when: { ${value.name}: [...] }`,
      found: 'none',
    }));
}

/** Its own entry has mistakes: they are told there. */
function isUnread(
  name: string,
  variables: readonly Located<VariablePart>[],
  searched: readonly string[],
): boolean {
  return searched.includes(name) && variables.every(({ value }) => value.name !== name);
}

function notAbove(name: string, above: readonly Located<VariablePart>[], path: Finding['path']): Finding {
  const gates = above.map(({ value }) => value).filter(({ kind }) => kind !== 'continuous');
  const names = gates.map((gate) => gate.name);
  const suggestion = nearest(name, names);
  const expected =
    names.length === 0
      ? 'a choice, a list of levels or whole numbers above it'
      : `one of ${names.join(', ')}, or another that is moved above it`;
  const message = 'no variable above is called so';
  return { path, message, expected, found: show(name), at: 'key', ...(suggestion && { suggestion }) };
}

function gateFindings(gate: VariablePart, admitted: Admitted, path: Finding['path']): Finding[] {
  const levels = Array.isArray(admitted) ? admitted : undefined;
  if (gate.kind === 'continuous') {
    const expected = 'a choice, a list of levels or whole numbers';
    return [{ path, message: 'any value in a range decides nothing', expected, found: gate.name, at: 'key' }];
  }
  if (gate.kind === 'integer') return levels ? [rangeWanted(path)] : rangeFindings(gate, admitted, path);
  if (levels === undefined) return [levelsWanted(gate, path)];
  const known = gate.levels?.map(String);
  return levels
    .filter((level) => known !== undefined && !known.includes(String(level)))
    .map((level) => ({
      path: [...path, levels.indexOf(level)],
      message: `${gate.name} is never this`,
      expected: `one of ${known?.join(', ') ?? ''}`,
      found: show(level),
    }));
}

function rangeWanted(path: Finding['path']): Finding {
  return {
    path,
    message: 'a list of levels',
    expected: 'min, max or both of whole numbers',
    found: 'a list',
  };
}

function levelsWanted(gate: VariablePart, path: Finding['path']): Finding {
  const expected = `a list of levels of ${gate.name}`;
  return { path, message: 'no levels', expected, found: 'a mapping' };
}

function rangeFindings(gate: VariablePart, admitted: Admitted, path: Finding['path']): Finding[] {
  const { min = -Infinity, max = Infinity } = Array.isArray(admitted) ? {} : admitted;
  const [low, high] = [gate.min ?? -Infinity, gate.max ?? Infinity];
  if (Math.ceil(Math.max(min, low)) <= Math.floor(Math.min(max, high))) return [];
  const expected = `a range within ${low} to ${high}`;
  return [{ path, message: `${gate.name} is never so`, expected, found: `${min} to ${max}` }];
}
