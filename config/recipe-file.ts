/**
 * A recipe as a file: settings by name in the vocabulary's units, as under `fixed:` of a campaign (`additive.VC: 2`), or in
 * groups (`additive: { VC: 2 }`). What is not said has its default.
 */
import { z } from 'zod';
import { valueAt } from './draft.js';
import { SUM_TOLERANCE } from './fraction-rules.js';
import type { Finding, Path } from './problem.js';
import { isSolvent } from './recipe-settings.js';
import {
  RECIPE_VOCABULARY,
  SETTING_NAMES,
  type RecipeSettings,
  type Setting,
  type SettingName,
} from './recipe-vocabulary.js';

type Given = Readonly<Partial<Record<SettingName, number>>>;

const byName = Object.fromEntries(SETTING_NAMES.map((name) => [name, optional(RECIPE_VOCABULARY[name])]));

const groups = Object.fromEntries(
  [...new Set(SETTING_NAMES.map((name) => partsOf(name)[0]))].map((group) => [
    group,
    z.strictObject(membersOf(group)).exactOptional().describe(`settings of the recipe: ${group}`),
  ]),
);

export const recipeSchema = z
  .strictObject({
    name: z.string().exactOptional().describe('what people call this recipe'),
    ...byName,
    ...groups,
  })
  .describe('An Interphase recipe');

/** Every setting; solvents or salts that are not named are absent as soon as one of their kind is. */
export function recipeSettings(raw: unknown): RecipeSettings {
  const given = givenSettings(raw);
  const named = (prefix: string): boolean => Object.keys(given).some((name) => name.startsWith(prefix));
  const own = ['solvent.', 'salt.'].filter(named);
  const entries = SETTING_NAMES.map((name) => {
    const absent = own.some((prefix) => name.startsWith(prefix));
    return [name, given[name] ?? (absent ? 0 : RECIPE_VOCABULARY[name].default)] as const;
  });
  return Object.fromEntries(entries) as Record<SettingName, number>;
}

/** What must hold between the settings of one recipe. */
export function recipeFileFindings(raw: unknown): Finding[] {
  const settings = recipeSettings(raw);
  return [...saidTwice(raw), ...blend(raw, settings), ...windows(raw, settings)];
}

function saidTwice(raw: unknown): Finding[] {
  return SETTING_NAMES.filter(
    (name) => valueAt(raw, [name]) !== undefined && valueAt(raw, partsOf(name)) !== undefined,
  ).map((name) => ({
    path: [name],
    message: 'said twice',
    expected: `either ${name} or ${partsOf(name).join(': ')}`,
    found: 'both',
  }));
}

function blend(raw: unknown, settings: RecipeSettings): Finding[] {
  const total = SETTING_NAMES.filter(isSolvent).reduce((sum, name) => sum + settings[name], 0);
  if (Math.abs(total - 1) <= Math.max(SUM_TOLERANCE, 1e-6)) return [];
  const message = 'the mass fractions of the solvents do not sum to 1';
  return [
    {
      path: ['solvent'],
      message,
      expected: 'a sum of 1',
      found: String(Number(total.toFixed(9))),
      at: 'key',
    },
  ];
}

function windows(raw: unknown, settings: RecipeSettings): Finding[] {
  const lower = settings['cycling.lowerVoltage'];
  return (['formation.upperVoltage', 'cycling.upperVoltage'] as const)
    .filter((name) => settings[name] <= lower)
    .map((name) => ({
      path: placeOf(raw, name),
      message: 'the cut-off voltages are reversed',
      expected: `more than cycling.lowerVoltage, ${lower} V`,
      found: `${settings[name]} V`,
    }));
}

/** Where a setting stands in the file, or would. */
function placeOf(raw: unknown, name: SettingName): Path {
  return valueAt(raw, [name]) === undefined ? partsOf(name) : [name];
}

function givenSettings(raw: unknown): Given {
  const entries = SETTING_NAMES.flatMap((name) => {
    const value = valueAt(raw, [name]) ?? valueAt(raw, partsOf(name));
    return typeof value === 'number' ? [[name, value] as const] : [];
  });
  return Object.fromEntries(entries);
}

function partsOf(name: SettingName): [group: string, member: string] {
  const dot = name.indexOf('.');
  return [name.slice(0, dot), name.slice(dot + 1)];
}

function membersOf(group: string): Record<string, z.ZodType> {
  const members = SETTING_NAMES.filter((name) => partsOf(name)[0] === group);
  return Object.fromEntries(members.map((name) => [partsOf(name)[1], optional(RECIPE_VOCABULARY[name])]));
}

function optional({ min, max, unit, description, integer }: Setting): z.ZodType {
  const number = (integer ? z.int() : z.number()).min(min).max(max);
  return number.exactOptional().describe(`${description}, ${unit}`);
}
