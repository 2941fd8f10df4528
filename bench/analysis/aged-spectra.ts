/** Spectra of simulated coin cells over the recipes of a campaign and all ages, as the station measures them, and their truth. */
import { ageingProtocol, formationProtocol, NO_LIMITS } from '../../agent/experiment/protocols.js';
import type { Recipe } from '../../agent/experiment/recipe.js';
import type { CampaignConfig } from '../../config/campaign.js';
import { seededRng, type Rng } from '../../core/rng.js';
import type { Table } from '../../drivers/instrument.js';
import type { Protocol } from '../../drivers/protocol.js';
import { methodsIn } from '../../simulators/lab/members/station-methods.js';
import { Cell } from '../../simulators/world/cell/cell.js';
import type { CellSpec } from '../../simulators/world/cell/cell-spec.js';
import { drawVariation } from '../../simulators/world/cell/variation.js';
import { worldSynergy } from '../../simulators/world/film/synergy.js';
import { resistances, type Resistances } from '../../simulators/world/measurement/impedance.js';
import { ProtocolRun } from '../../simulators/world/protocol/protocol-engine.js';
import { RecipeSource, type Drawn } from '../diagnosis/recipes.js';

export interface AgedSpectrum {
  /** Of recipe, as the bench of the diagnosis draws them. */
  readonly kind: string;
  readonly cycles: number;
  /** The physics' own resistances in the state that was measured. */
  readonly truth: Resistances;
  readonly table: Table;
}

/** Seed of the hidden chemistry. */
const WORLD = '0';
/** Every cell is looked at so often, after so many more cycles at the most each time. */
const LOOKS = 4;
const MOST_CYCLES = 50;

/** The first `count` that can be measured, and how many recipes were drawn for them. */
export function agedSpectra(
  campaign: CampaignConfig,
  seed: string,
  count: number,
  onSpectrum: (done: number) => void = () => undefined,
): { spectra: AgedSpectrum[]; recipes: number } {
  const spectra: AgedSpectrum[] = [];
  let recipes = 0;
  while (spectra.length < count) {
    const rng = seededRng(`${seed}/${++recipes}`);
    spectra.push(...life(new RecipeSource(campaign, 0).draw(rng.split('recipe')), rng));
    onSpectrum(spectra.length);
  }
  return { spectra: spectra.slice(0, count), recipes };
}

/** Formed, then aged and half charged by the agent's own protocols, and measured, until the cell or the looks are over. */
function life({ kind, recipe }: Drawn, rng: Rng): AgedSpectrum[] {
  const cell = new Cell(specOf(recipe, rng), undefined, worldSynergy(WORLD));
  if (!carriedOut(cell, formationProtocol(recipe, NO_LIMITS))) return [];
  const spectra: AgedSpectrum[] = [];
  let cycles = 0;
  for (let look = 1; look <= LOOKS; look++) {
    const more = Math.ceil(MOST_CYCLES * rng.split(`age/${look}`).uniform());
    cycles += more;
    const cycling = { ...recipe.cycling, cycles: more };
    if (!carriedOut(cell, ageingProtocol({ ...recipe, cycling }, NO_LIMITS))) break;
    const table = measured(cell, rng.split(`station/${look}`));
    spectra.push({ kind, cycles, truth: resistances(cell), table });
  }
  return spectra;
}

function specOf({ cellType, formulation, electrolyteVolumeL }: Recipe, rng: Rng): CellSpec {
  return {
    ...{ id: 'bench', cellType, seed: 'bench', defects: {}, formulation, electrolyteVolumeL },
    variation: drawVariation(rng.split('variation')),
  };
}

function carriedOut(cell: Cell, protocol: Protocol): boolean {
  const run = new ProtocolRun(cell, protocol);
  run.advanceTo(Infinity);
  return run.state === 'completed';
}

/** As the station's own method gives it. */
function measured({ spec, state }: Cell, rng: Rng): Table {
  const seen = { spec, state, place: 'station', opened: false };
  const { table } = methodsIn(WORLD, rng).impedance(seen, rng.split('look'));
  if (!table) throw new Error('the station gave a result without the table of its spectrum');
  return table;
}
