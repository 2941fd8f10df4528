/** Designs for one target in one world, built and held against what was foretold of them. */
import { plannerSpace } from '../../agent/campaign/search-space.js';
import type { CampaignConfig } from '../../config/campaign.js';
import { binomialInterval } from '../../planner/calibration/binomial.js';
import { design } from '../../planner/design/design.js';
import { layOut } from '../../planner/space/layout.js';
import { reasonsOutside } from '../../planner/space/membership.js';
import { mean } from '../statistics.js';
import { knownOf, rarelyReached, tryOne, valueOf, type Tried } from './world.js';

export interface DesignRun {
  readonly world: string;
  /** How the known recipes were chosen. */
  readonly knownBy: string;
  readonly quantity: string;
  readonly least: number;
  readonly designs: number;
  /** Inside the space and on its steps. */
  readonly valid: number;
  /** Cells that could be made. */
  readonly made: number;
  readonly met: number;
  /** Mean of the probabilities foretold, and where 95 % of the shares lie when they are right and independent (binomial). */
  readonly foretold: number;
  readonly band: readonly [number, number];
  /** The same by joint draws of the models: recipes alike are right or wrong together. */
  readonly jointBand: readonly [number, number];
  /** Of the model, on recipes held out; null with too few. */
  readonly skill: number | null;
  /** No known recipe met the target. */
  readonly beyond: boolean;
  /** Of recipes by chance: how many met the target, of how many. */
  readonly metByChance: number;
  readonly byChance: number;
}

interface Asked {
  readonly campaign: CampaignConfig;
  readonly world: string;
  readonly quantity: string;
  readonly count: number;
  readonly knownBy: string;
  readonly known: readonly Tried[];
  readonly reference: readonly Tried[];
}

export function runDesign(asked: Asked): DesignRun {
  const { campaign, world, quantity, count, knownBy, known, reference } = asked;
  const least = rarelyReached(reference, quantity);
  const target = { name: quantity, min: least };
  const { designs, skill, together, extrapolated } = design({
    ...knownOf(campaign, known),
    targets: [target],
    count,
    seed: world,
  });
  const layout = layOut(plannerSpace(campaign));
  const built = designs.map(({ parameters }, k) => tryOne(campaign, world, parameters, `${quantity}/${k}`));
  const foretold = mean(designs.map(({ probability }) => probability));
  const [low, high] = binomialInterval(designs.length, foretold);
  const isMet = (one: Tried): boolean => valueOf(one, quantity) >= least;
  return {
    ...{ world, knownBy, quantity, least, foretold },
    designs: designs.length,
    valid: designs.filter(({ parameters }) => reasonsOutside(layout, parameters).length === 0).length,
    made: built.filter(({ outcome }) => 'figures' in outcome).length,
    met: built.filter(isMet).length,
    band: [low / designs.length, high / designs.length],
    jointBand: [together.interval[0] / designs.length, together.interval[1] / designs.length],
    skill: skill[quantity] ?? null,
    beyond: extrapolated.length > 0,
    metByChance: reference.filter(isMet).length,
    byChance: reference.length,
  };
}
