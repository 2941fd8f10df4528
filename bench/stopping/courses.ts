/** Cells of random recipes, aged to the end on the simulated world: their courses as a tester would report them. */
import type { CampaignConfig } from '../../config/campaign.js';
import { seededRng, type Rng } from '../../core/rng.js';
import { CYCLER_COLUMNS } from '../../drivers/cycler.js';
import type { Limits, Protocol } from '../../drivers/protocol.js';
import { layOut } from '../../planner/space/layout.js';
import { toParameters } from '../../planner/space/point.js';
import { Sampler } from '../../planner/space/sampler.js';
import { summarise } from '../../agent/analysis/analyse.js';
import { plannerSpace, recipeAt } from '../../agent/campaign/search-space.js';
import { programmesOf } from '../../agent/experiment/figures.js';
import { ageingProtocol, formationProtocol } from '../../agent/experiment/protocols.js';
import type { Recipe } from '../../agent/experiment/recipe.js';
import { courseOf, type Course } from '../../agent/stopping/course.js';
import { Cell } from '../../simulators/world/cell/cell.js';
import { drawVariation } from '../../simulators/world/cell/variation.js';
import { solubility } from '../../simulators/world/electrolyte/solubility.js';
import { worldSynergy } from '../../simulators/world/film/synergy.js';
import { drawChannelErrors, measuredRow } from '../../simulators/world/measurement/channel-errors.js';
import { ProtocolRun } from '../../simulators/world/protocol/protocol-engine.js';

const LIMITS: Limits = { minVoltageV: 2, maxVoltageV: 4.6, maxCurrentA: 0.03, maxTemperatureK: 340 };
const MIX_TEMPERATURE_K = 298.15;

/** @param world seed of the hidden chemistry, the recipes and the cells; recipes that fail are passed over */
export function randomCourses(campaign: CampaignConfig, count: number, world: string): Course[] {
  const layout = layOut(plannerSpace(campaign));
  const sampler = new Sampler(layout);
  const rng = seededRng(world);
  const courses: Course[] = [];
  for (let k = 0; courses.length < count; k++) {
    const stream = rng.split(String(k));
    const point = toParameters(layout, sampler.draw(stream.split('recipe')));
    const course = aged(recipeAt(campaign, point), world, stream);
    if (course) courses.push(course);
  }
  return courses;
}

/** Undefined where the recipe fails. */
function aged(recipe: Recipe, world: string, rng: Rng): Course | undefined {
  const { formulation, electrolyteVolumeL, cellType, cycling } = recipe;
  if (!solubility(formulation, MIX_TEMPERATURE_K).dissolved) return undefined;
  const variation = drawVariation(rng.split('variation'));
  const spec = {
    id: 'bench',
    cellType,
    formulation,
    electrolyteVolumeL,
    variation,
    defects: {},
    seed: 'bench',
  };
  const cell = new Cell(spec, undefined, worldSynergy(world));
  if (!carryOut(cell, formationProtocol(recipe, LIMITS))) return undefined;
  const rows = carryOut(cell, ageingProtocol(recipe, LIMITS));
  if (!rows) return undefined;
  const errors = drawChannelErrors(rng.split('channel'), LIMITS.maxCurrentA);
  const noise = rng.split('noise');
  const measured = rows.map((row) => measuredRow(row, errors, noise));
  const table = { columns: CYCLER_COLUMNS, from: 0, rows: measured };
  return courseOf(summarise(table, programmesOf(recipe).aged).cycles, cycling.cycles);
}

function carryOut(cell: Cell, protocol: Protocol): readonly (readonly number[])[] | undefined {
  const run = new ProtocolRun(cell, protocol);
  run.advanceTo(Infinity);
  return run.state === 'completed' ? run.rows : undefined;
}
