/** Spectra of simulated coin cells over the recipes of a campaign and all ages, as the station measures them, and their truth. */
import { ageingProtocol, formationProtocol, NO_LIMITS } from '../../agent/experiment/protocols.js';
import type { Recipe } from '../../agent/experiment/recipe.js';
import type { CampaignConfig } from '../../config/campaign.js';
import { seededRng, type Rng } from '../../core/rng.js';
import type { Table } from '../../drivers/instrument.js';
import { methodsIn } from '../../simulators/lab/members/station-methods.js';
import { Cell } from '../../simulators/world/cell/cell.js';
import { drawVariation } from '../../simulators/world/cell/variation.js';
import { worldSynergy } from '../../simulators/world/film/synergy.js';
import { resistances, type Resistances } from '../../simulators/world/measurement/impedance.js';
import { ProtocolRun } from '../../simulators/world/protocol/protocol-engine.js';
import { RecipeSource } from '../diagnosis/recipes.js';

export interface AgedSpectrum {
  readonly kind: string;
  readonly cycles: number;
  /** The physics' own resistances in the state that was measured. */
  readonly truth: Resistances;
  readonly table: Table;
}

/** Seed of the hidden chemistry. */
const WORLD = '0';
const MOST_CYCLES = 200;

/** The first `count` that can be measured, and how many recipes were drawn for them. */
export function agedSpectra(
  campaign: CampaignConfig,
  seed: string,
  count: number,
  onSpectrum: (done: number) => void = () => undefined,
): { spectra: AgedSpectrum[]; tried: number } {
  const spectra: AgedSpectrum[] = [];
  let tried = 0;
  while (spectra.length < count) {
    const one = agedSpectrum(campaign, seed, ++tried);
    if (!one) continue;
    spectra.push(one);
    onSpectrum(spectra.length);
  }
  return { spectra, tried };
}

/** Spectrum `k` of a seed, or undefined when the recipe did not live to be measured. */
function agedSpectrum(campaign: CampaignConfig, seed: string, k: number): AgedSpectrum | undefined {
  const rng = seededRng(`${seed}/${k}`);
  const cycles = Math.ceil(MOST_CYCLES * rng.split('age').uniform());
  const { kind, recipe } = new RecipeSource(campaign, cycles).draw(rng.split('recipe'));
  const cell = live(recipe, rng);
  if (!cell) return undefined;
  const station = rng.split('station');
  const { table } = methodsIn(WORLD, station).impedance(
    { spec: cell.spec, state: cell.state, place: 'station', opened: false },
    station.split('look'),
  );
  return { kind, cycles, truth: resistances(cell), table: table! };
}

/** Formed, aged and half charged by the agent's own protocols. */
function live(recipe: Recipe, rng: Rng): Cell | undefined {
  const spec = {
    ...{ id: 'bench', cellType: recipe.cellType, seed: 'bench', defects: {} },
    ...{ formulation: recipe.formulation, electrolyteVolumeL: recipe.electrolyteVolumeL },
    variation: drawVariation(rng.split('variation')),
  };
  const cell = new Cell(spec, undefined, worldSynergy(WORLD));
  const lived = [formationProtocol(recipe, NO_LIMITS), ageingProtocol(recipe, NO_LIMITS)].every(
    (protocol) => {
      const run = new ProtocolRun(cell, protocol);
      run.advanceTo(Infinity);
      return run.state === 'completed';
    },
  );
  return lived ? cell : undefined;
}
