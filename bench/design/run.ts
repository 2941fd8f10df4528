/** Designs for one target in one world, built and held against what was foretold of them. */
import { plannerSpace } from '../../agent/campaign/search-space.js';
import type { CampaignConfig } from '../../config/campaign.js';
import { binomialInterval } from '../../planner/calibration/binomial.js';
import { design } from '../../planner/design/design.js';
import { layOut } from '../../planner/space/layout.js';
import { reasonsOutside } from '../../planner/space/membership.js';
import { mean, quantile } from '../statistics.js';
import { knownOf, tryOne, valueOf, type Tried } from './world.js';

export interface DesignRun {
  readonly world: string;
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
  /** How far from the mean of the results predictions were left. */
  readonly regression: number;
  /** Of the model, on recipes held out; null with too few. */
  readonly skill: number | null;
  /** Of recipes by chance: how many met the target, of how many. */
  readonly metByChance: number;
  readonly byChance: number;
}

interface Asked {
  readonly campaign: CampaignConfig;
  readonly world: string;
  readonly quantity: string;
  /** Of the recipes by chance, so many are to meet the target. */
  readonly rarity: number;
  readonly count: number;
  readonly known: readonly Tried[];
  readonly reference: readonly Tried[];
}

export function runDesign({ campaign, world, quantity, rarity, count, known, reference }: Asked): DesignRun {
  const values = reference.map((one) => valueOf(one, quantity)).filter((value) => !Number.isNaN(value));
  const least = Number(quantile(values, 1 - rarity).toPrecision(4));
  const target = { name: quantity, min: least };
  const { designs, skill, regression, together } = design({
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
    ...{ world, quantity, least, foretold },
    designs: designs.length,
    valid: designs.filter(({ parameters }) => reasonsOutside(layout, parameters).length === 0).length,
    made: built.filter(({ outcome }) => 'figures' in outcome).length,
    met: built.filter(isMet).length,
    band: [low / designs.length, high / designs.length],
    jointBand: [together.interval[0] / designs.length, together.interval[1] / designs.length],
    regression: regression[quantity]!,
    skill: skill[quantity] ?? null,
    metByChance: reference.filter(isMet).length,
    byChance: reference.length,
  };
}
