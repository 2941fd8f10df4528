/** What must hold for every recipe a campaign can give: said once, no contradiction between settings. */
import { SUM_TOLERANCE } from './fraction-rules.js';
import { show, type Finding } from './problem.js';
import { isSolvent } from './recipe-settings.js';
import type { SettingName } from './recipe-vocabulary.js';
import { settingRange, type SpaceDraft } from './space-draft.js';

export function recipeFindings(draft: SpaceDraft): Finding[] {
  return [
    ...nothingSearched(draft),
    ...saidTwice(draft),
    ...fixedBlend(draft),
    ...voltageWindow(draft, 'formation.upperVoltage'),
    ...voltageWindow(draft, 'cycling.upperVoltage'),
  ];
}

function nothingSearched(draft: SpaceDraft): Finding[] {
  if (draft.searched.length > 0) return [];
  const expected = 'at least one entry under fractions or variables';
  return [{ path: ['space'], message: 'nothing to search', expected, found: 'none' }];
}

function saidTwice(draft: SpaceDraft): Finding[] {
  const names = [...new Set(draft.searched)];
  const repeated = names.filter((name) => draft.searched.indexOf(name) !== draft.searched.lastIndexOf(name));
  const alsoFixed = names.filter((name) => draft.fixed[name] !== undefined);
  return [
    ...repeated.map((name) => ({
      path: pathOf(draft, name),
      message: `${name} is searched twice`,
      expected: 'each setting once',
      found: show(name),
    })),
    ...alsoFixed.map((name) => ({
      path: ['fixed', name],
      message: 'is also searched',
      expected: 'either a fixed value or a place in the space',
      found: String(draft.fixed[name]),
    })),
  ];
}

/** Where the last mention of a searched name stands. */
function pathOf(draft: SpaceDraft, name: string): Finding['path'] {
  const variable = draft.variables.findLast((v) => v.value.name === name);
  return variable === undefined ? ['space', 'fractions'] : [...variable.path, 'name'];
}

function fixedBlend(draft: SpaceDraft): Finding[] {
  const shares = Object.entries(draft.fixed).flatMap(([name, share = 0]) =>
    isSolvent(name) ? [{ name, share }] : [],
  );
  const total = shares.reduce((sum, { share }) => sum + share, 0);
  if (shares.length < draft.fixedNames.filter(isSolvent).length || shares.length === 0) return [];
  if (draft.searched.some(isSolvent)) {
    return shares
      .filter(({ name }) => !draft.searched.includes(name))
      .map(({ name, share }) => ({
        path: ['fixed', name],
        message: 'the solvent blend is searched',
        expected: 'this share as a component of the blend, with min equal to max',
        found: String(share),
      }));
  }
  if (Math.abs(total - 1) <= SUM_TOLERANCE) return [];
  const message = 'the fixed solvent shares do not sum to 1';
  return [
    { path: ['fixed'], message, expected: '1 kg/kg in all', found: `${Number(total.toPrecision(6))} kg/kg` },
  ];
}

function voltageWindow(draft: SpaceDraft, name: SettingName): Finding[] {
  const upper = settingRange(draft, name);
  const lower = settingRange(draft, 'cycling.lowerVoltage');
  if (upper === undefined || lower === undefined || upper.min > lower.max) return [];
  return [
    {
      path: draft.searched.includes(name) ? pathOf(draft, name) : ['fixed', name],
      message: `${name} can be at or below cycling.lowerVoltage`,
      expected: `always above ${lower.max} V`,
      found: `${upper.min} V`,
    },
  ];
}
