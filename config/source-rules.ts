/** What must hold between the fields of a campaign's sources. */
import { readEach, valueAt, type Located } from './draft.js';
import { show, type Finding } from './problem.js';
import { SETTING_NAMES } from './recipe-vocabulary.js';
import { CELLS, sourceSchema, type SourceConfig } from './sources.js';
import { nearest } from './suggest.js';

interface Known {
  /** What the campaign searches, by name. */
  readonly searched: readonly string[];
  /** What it aims for and bounds. */
  readonly quantities: readonly string[];
}

export function sourceFindings(raw: unknown, known: Known): Finding[] {
  const sources = readEach(sourceSchema, raw, ['sources']);
  const isRead = Array.isArray(valueAt(raw, ['sources'])) && sources.length > 0;
  return [
    ...(isRead ? cellsFindings(sources) : []),
    ...sources.flatMap((source) => kindFindings(source)),
    ...sources.flatMap((source) => tableFindings(source, known)),
    ...programFindings(raw, sources),
  ];
}

function cellsFindings(sources: readonly Located<SourceConfig>[]): Finding[] {
  const names = sources.map(({ value }) => value.name);
  const twice = sources.filter(({ value }, index) => names.indexOf(value.name) !== index);
  const none = { path: ['sources'], message: 'no source builds cells', expected: `{ name: ${CELLS} }` };
  return [
    ...(names.includes(CELLS) ? [] : [{ ...none, found: names.join(', ') }]),
    ...twice.map(({ path, value }) => ({
      ...{ path: [...path, 'name'], message: 'named twice', expected: 'each once', found: show(value.name) },
    })),
  ];
}

/** A source is cells, a table or a program, and says what its values are. */
function kindFindings({ path, value }: Located<SourceConfig>): Finding[] {
  const { name, table, command, fidelity } = value;
  const given = [...(table ? ['table'] : []), ...(command ? ['command'] : [])];
  if (name === CELLS) {
    const message = `${CELLS} is what the lab itself measures`;
    const odd = [...given, ...(fidelity === 'low' ? ['fidelity'] : [])];
    return odd.map((key) => ({ path: [...path, key], message, expected: 'nothing', found: key, at: 'key' }));
  }
  if (given.length !== 1) {
    const message = 'is neither cells nor one table nor one program';
    return [{ path, message, expected: 'table or command', found: given.join(' and ') || 'neither' }];
  }
  const at = [...path, 'fidelity'];
  if (table && fidelity === undefined) {
    const message = 'nobody can tell whether these rows are true values';
    return [{ path: at, message, expected: 'fidelity: high or low', found: 'nothing', at: 'parent' }];
  }
  if (!command || fidelity !== 'high') return [];
  const message = 'a program estimates what cells would measure';
  return [{ path: at, message, expected: 'low', found: 'high' }];
}

function tableFindings({ path, value: { table } }: Located<SourceConfig>, known: Known): Finding[] {
  if (!table) return [];
  const settings = [...new Set([...known.searched, ...SETTING_NAMES])];
  const blends = [...new Set(known.searched.map((name) => name.split('.')[0]!))];
  const allowed = {
    columns: [...settings, ...known.quantities],
    units: [...settings, ...blends, ...known.quantities],
    constant: settings,
    uncertainty: known.quantities,
  };
  return Object.entries(allowed).flatMap(([section, names]) =>
    Object.keys(table[section as keyof typeof allowed]).flatMap((name) =>
      names.includes(name) ? [] : [unknownName([...path, 'table', section, name], name, names)],
    ),
  );
}

function unknownName(path: Finding['path'], name: string, names: readonly string[]): Finding {
  const suggestion = nearest(name, names);
  const message = 'is no setting, and nothing that this campaign searches or measures';
  const expected = `one of ${names.join(', ')}`;
  return { path, message, expected, found: show(name), at: 'key', ...(suggestion && { suggestion }) };
}

/** What knowledge is worth is defined for one objective. */
function programFindings(raw: unknown, sources: readonly Located<SourceConfig>[]): Finding[] {
  const objectives = valueAt(raw, ['objectives']);
  if (!Array.isArray(objectives) || objectives.length <= 1) return [];
  const message = 'programs are asked for one objective only';
  return sources
    .filter(({ value }) => value.command !== undefined)
    .map(({ path }) => ({
      ...{ path: [...path, 'command'], message, expected: 'exactly one objective' },
      ...{ found: String(objectives.length), at: 'key' as const },
    }));
}
