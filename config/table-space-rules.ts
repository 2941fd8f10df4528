/** What must hold between the fields of a table's space. */
import { z } from 'zod';
import { conditionFindings } from './condition-rules.js';
import { constraintFindings } from './constraint-rules.js';
import { readEach, readOne, type Located } from './draft.js';
import { fractionFindings } from './fraction-rules.js';
import { identityFindings } from './ingredient-rules.js';
import { show, type Finding } from './problem.js';
import { draftParts } from './space-draft.js';
import { nearest } from './suggest.js';
import { tableBlockSchema, tableObjectiveSchema, tableVariableSchema } from './table-space.js';
import { rangeFindings } from './variable-rules.js';

const anyColumn = z.union([z.string(), z.number()]);

export function tableSpaceFindings(raw: unknown): Finding[] {
  const draft = draftParts(raw, tableBlockSchema, tableVariableSchema);
  const variables = draft.variables.flatMap(({ path, value }) =>
    rangeFindings(value, 'leave it out').map((finding) => ({ ...finding, path: [...path, ...finding.path] })),
  );
  return [
    ...fractionFindings(draft.blocks),
    ...variables,
    ...twiceFindings(draft.variables),
    ...(draft.searched.length === 0 ? [nothingSearched] : []),
    ...conditionFindings(draft),
    ...constraintFindings(draft),
    ...identityFindings(raw),
    ...renameFindings(raw, draft.searched),
    ...objectiveFindings(raw),
    ...headerFindings(raw),
  ];
}

const nothingSearched: Finding = {
  path: ['space'],
  message: 'nothing is searched',
  expected: 'at least one entry under variables or fractions',
  found: 'none',
};

function twiceFindings(variables: readonly Located<{ readonly name: string }>[]): Finding[] {
  const names = variables.map(({ value }) => value.name);
  return variables.flatMap(({ path, value }, index) =>
    names.indexOf(value.name) === index
      ? []
      : [{ path: [...path, 'name'], message: 'named twice', expected: 'each once', found: show(value.name) }],
  );
}

function renameFindings(raw: unknown, searched: readonly string[]): Finding[] {
  return readEach(anyColumn, raw, ['columns', 'variables']).flatMap(({ path }) => {
    const name = String(path.at(-1));
    if (searched.includes(name)) return [];
    const suggestion = nearest(name, searched);
    const expected = `one of ${searched.join(', ')}`;
    const message = 'is not searched in this space';
    return [
      { path, message, expected, found: show(name), at: 'key' as const, ...(suggestion && { suggestion }) },
    ];
  });
}

function objectiveFindings(raw: unknown): Finding[] {
  const objectives = readEach(tableObjectiveSchema, raw, ['columns', 'objectives']);
  const columns = objectives.map(({ value }) => value.column);
  return objectives.flatMap(({ path, value }, index) => [
    ...(columns.indexOf(value.column) === index
      ? []
      : [
          {
            path: [...path, 'column'],
            message: 'named twice',
            expected: 'each once',
            found: show(value.column),
          },
        ]),
    ...(objectives.length > 1 && value.reference === undefined
      ? [
          {
            path,
            message: 'several objectives are scored by hypervolume',
            expected: 'reference: a value of this objective that must be bettered',
            found: 'none',
          },
        ]
      : []),
  ]);
}

/** Without a header line a column has a place and no name. */
function headerFindings(raw: unknown): Finding[] {
  const header = readOne(z.boolean(), raw, ['columns', 'header'])?.value;
  if (header !== false) return [];
  const places = [
    ...['id', 'replicates', 'feasible', 'cost'].map((key) => ['columns', key]),
    ['columns', 'source', 'column'],
    ...readEach(z.unknown(), raw, ['columns', 'objectives']).map(({ path }) => [...path, 'column']),
    ...readEach(z.unknown(), raw, ['columns', 'variables']).map(({ path }) => path),
  ];
  return places.flatMap((path) => {
    const name = readOne(z.string(), raw, path)?.value;
    const expected = 'the place of the column, from 1: header is false';
    return name === undefined ? [] : [{ path, message: 'there are no names', expected, found: show(name) }];
  });
}
