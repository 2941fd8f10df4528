/**
 * A recipe that a person puts together, held against the campaign's search space: every mistake at once, each as
 * `name: what was expected, what came`, and what the lab can make of it.
 */
import type { CampaignConfig } from '../../config/campaign.js';
import { nearest } from '../../config/suggest.js';
import { layOut, type Layout } from '../../planner/space/layout.js';
import { reasonsOutside, reasonsTogether } from '../../planner/space/membership.js';
import { activeIn, toParameters, toVector } from '../../planner/space/point.js';
import { snap } from '../../planner/space/snap.js';
import type { Parameters, Space } from '../../planner/space/space.js';
import { plannerSpace } from './search-space.js';
import { searchedSettings, type SearchedSetting } from './searched-settings.js';
import { solubilityConstraints } from './solubility-limits.js';

type Searched = Pick<CampaignConfig, 'space' | 'fixed' | 'solubility'>;

export interface OwnRecipe {
  readonly parameters: Parameters;
  /** What differs from what was asked for, since the lab works in steps, as phrases. */
  readonly snapped: readonly string[];
}

/**
 * @param given values by name; a share that is not named is absent
 * @param left the largest share of each stock solution that is running out
 * @throws {Error} with all that is wrong, joined by '; '
 */
export function ownRecipe(
  campaign: Searched,
  given: Parameters,
  left: Readonly<Record<string, number>> = {},
): OwnRecipe {
  const space = plannerSpace(campaign, left);
  const settings = searchedSettings(campaign, space);
  const exact = layOut({ ...withoutSteps(space), constraints: campaign.space.constraints });
  const wanted = filledIn(settings, given);
  const active = activeIn(exact, wanted);
  const taking = settings.filter(
    ({ name }) => active[exact.coordinates.findIndex((c) => c.name === name)] === 1,
  );
  const problems = [
    ...unknownNames(settings, given),
    ...taking.flatMap((setting) => valueProblem(setting, wanted[setting.name])),
    ...reasonsTogether(exact, wanted),
    ...insoluble(campaign, wanted),
  ];
  if (problems.length > 0) throw new Error(problems.join('; '));
  return stepped(layOut(space), wanted, taking);
}

/** Levels are text; shares that are not named are absent. */
function filledIn(settings: readonly SearchedSetting[], given: Parameters): Parameters {
  const entries = settings.flatMap(({ name, kind }): [string, number | string][] => {
    const value = given[name];
    if (value === undefined) return kind === 'share' ? [[name, 0]] : [];
    return [[name, kind === 'level' ? String(value) : value]];
  });
  return Object.fromEntries(entries);
}

function unknownNames(settings: readonly SearchedSetting[], given: Parameters): string[] {
  const names = settings.map(({ name }) => name);
  return Object.keys(given)
    .filter((name) => !names.includes(name))
    .map((name) => {
      const meant = nearest(name, names);
      return `${name}: is not searched in this campaign${meant === undefined ? '' : `; did you mean ${meant}?`}`;
    });
}

function valueProblem(setting: SearchedSetting, value: number | string | undefined): string[] {
  return isAllowed(setting, value)
    ? []
    : [`${setting.name}: expected ${expectation(setting)}, got ${shown(value)}`];
}

/** For bounds that were computed: a share of 0.3 may come as 0.1 + 0.2. */
const SLACK = 1e-9;

function isAllowed({ kind, levels, min = 0, max = 0, least = 0 }: SearchedSetting, value: unknown): boolean {
  if (kind === 'level') return typeof value === 'string' && levels!.includes(value);
  if (typeof value !== 'number' || (kind === 'integer' && !Number.isInteger(value))) return false;
  if (value === 0 && min === 0) return true;
  return value >= Math.max(min, least) - SLACK && value <= max + SLACK;
}

/** What a setting may be, for people. */
export function expectation({
  kind,
  levels = [],
  min = 0,
  max = 0,
  least = 0,
  unit,
}: SearchedSetting): string {
  const named = unit === '' || unit === '1' ? '' : ` ${unit}`;
  if (kind === 'level') return `one of ${levels.join(', ')}${named}`;
  const whole = kind === 'integer' ? 'a whole number from ' : '';
  return least > min ? `0, or ${least} to ${max}${named}` : `${whole}${min} to ${max}${named}`;
}

function shown(value: number | string | undefined): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? `"${value}"` : String(value);
}

function insoluble(campaign: Searched, point: Parameters): string[] {
  return solubilityConstraints(campaign).flatMap(({ terms, max = Infinity }) => {
    const [salt, ...blend] = Object.entries(terms).sort(([a]) => (a.startsWith('salt.') ? -1 : 1));
    const dissolved = max - blend.reduce((sum, [name, weight]) => sum + weight * Number(point[name] ?? 0), 0);
    const [name, asked] = [salt![0], Number(point[salt![0]] ?? 0)];
    if (!name.startsWith('salt.') || !(asked > dissolved + SLACK)) return [];
    return [
      `${name}: expected at most ${round(dissolved)} mol/L, which is what dissolves in this blend, got ${asked}`,
    ];
  });
}

/** The nearest that the lab's steps allow. */
function stepped(layout: Layout, wanted: Parameters, taking: readonly SearchedSetting[]): OwnRecipe {
  const u = snap(layout, toVector(layout, wanted));
  const parameters = u && toParameters(layout, u);
  const outside = parameters
    ? reasonsOutside(layout, parameters)
    : ['nothing near it can be made in the steps of the lab'];
  if (!parameters || outside.length > 0) throw new Error(outside.join('; '));
  return { parameters, snapped: differences(wanted, parameters, taking) };
}

/** What is another from one recipe to the next, as phrases with units. */
export function differences(
  before: Parameters,
  now: Parameters,
  settings: readonly SearchedSetting[],
): string[] {
  return settings.flatMap(({ name, unit }) => {
    const [old, next] = [before[name], now[name]];
    if (old === next || (typeof old === 'number' && typeof next === 'number' && Math.abs(old - next) < SLACK))
      return [];
    return [`${name} ${shown(old)} -> ${shown(next)}${unit === '' || unit === '1' ? '' : ` ${unit}`}`];
  });
}

function withoutSteps(space: Space): Space {
  return {
    ...space,
    blocks: space.blocks.map(({ resolution: _, ...block }) => block),
    variables: space.variables.map((variable) => {
      if (variable.kind !== 'continuous') return variable;
      const { resolution: _, ...rest } = variable;
      return rest;
    }),
  };
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
