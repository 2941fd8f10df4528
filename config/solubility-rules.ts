/** What must hold for limits of solubility: they bound what is searched, in every solvent that may be there. */
import { z } from 'zod';
import { readEach, readOne } from './draft.js';
import { show, type Finding } from './problem.js';
import { isSolvent } from './recipe-settings.js';
import { SETTING_NAMES, type SettingName } from './recipe-vocabulary.js';
import { limitsSchema } from './solubility.js';
import { settingRange, type SpaceDraft } from './space-draft.js';

export function solubilityFindings(raw: unknown, draft: SpaceDraft): Finding[] {
  return readEach(z.record(z.string(), z.unknown()), raw, ['solubility']).flatMap(({ path, value }) => {
    const salt = `salt.${String(path.at(-1))}`;
    const solvents = solventsIn(draft);
    const missing = solvents.filter((name) => !Object.hasOwn(value, name.slice('solvent.'.length)));
    return [...withoutLimit(missing, path), ...unsummable(salt, draft, path), ...tooMuch(raw, draft, path)];
  });
}

function withoutLimit(missing: readonly string[], path: Finding['path']): Finding[] {
  return missing.map((name) => ({
    path,
    message: `no limit in ${name.slice('solvent.'.length)}, which may be in the blend`,
    expected: 'a limit for every solvent of the blend, mol/L',
    found: 'none',
    at: 'key' as const,
  }));
}

/** Limits become linear constraints, which take no logarithms and no lists of levels. */
function unsummable(salt: string, draft: SpaceDraft, path: Finding['path']): Finding[] {
  const variable = draft.variables.find(({ value }) => value.name === salt)?.value;
  const isLog = variable?.kind === 'continuous' && variable.scale === 'log';
  if (!isLog && variable?.kind !== 'categorical') return [];
  const message = `${salt} is searched ${isLog ? 'on a log scale' : 'as a list of levels'}`;
  const expected = 'a linear scale for a salt with limits of solubility';
  return [{ path, message, expected, found: isLog ? 'scale: log' : 'kind: categorical', at: 'key' }];
}

/** The least that is asked for, against the most that any blend could dissolve. */
function tooMuch(raw: unknown, draft: SpaceDraft, path: Finding['path']): Finding[] {
  const limits = readOne(limitsSchema, raw, path)?.value ?? {};
  const asked = settingRange(draft, `salt.${String(path.at(-1))}` as SettingName);
  const most = Math.max(0, ...Object.values(limits));
  if (asked === undefined || asked.min <= most) return [];
  const message = 'more is asked for than any of the solvents dissolves';
  return [{ path, message, expected: `at least ${asked.min}, the least of the space`, found: show(most) }];
}

function solventsIn(draft: SpaceDraft): SettingName[] {
  const own = [...draft.searched, ...draft.fixedNames].some(isSolvent);
  return SETTING_NAMES.filter((name) => {
    if (!isSolvent(name)) return false;
    const named = draft.searched.includes(name) || draft.fixedNames.includes(name);
    return (named || !own) && (settingRange(draft, name)?.max ?? 1) > 0;
  });
}
