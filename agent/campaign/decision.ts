/** May a proposal be carried out? Rules decide, each with its reason. */
import type { CampaignConfig } from '../../config/campaign.js';
import { violations, type Limits } from '../../drivers/protocol.js';
import type { Proposal } from '../../planner/proposal.js';
import { ageingProtocol, formationProtocol } from '../experiment/protocols.js';
import type { Recipe } from '../experiment/recipe.js';

export interface Decision {
  /** `asked`: a person has to decide. */
  readonly decision: 'accepted' | 'refused' | 'asked';
  readonly reasons: readonly string[];
  readonly actor: string;
}

/** What the planner said of a proposal, as far as rules look at it. */
export type Foretold = Pick<Proposal, 'feasibility' | 'neighbours' | 'predictions'>;

/** Every reason against a proposal at once. Nothing that leaves the lab's limits is ever started. */
export function decide(
  proposal: Foretold,
  recipe: Recipe,
  limits: Limits,
  approval: CampaignConfig['approval'],
): Decision {
  const broken = [
    ...violations(formationProtocol(recipe, limits)).map((reason) => `formation ${reason}`),
    ...violations(ageingProtocol(recipe, limits)).map((reason) => `cycling ${reason}`),
  ];
  const asking = approvalReasons(proposal, recipe, approval);
  const decision = broken.length > 0 ? 'refused' : asking.length > 0 ? 'asked' : 'accepted';
  return { decision, reasons: [...broken, ...asking], actor: 'rules' };
}

/** Why a person has to decide on it; none when the rules may. */
function approvalReasons(
  proposal: Foretold,
  recipe: Recipe,
  { required, risk = {} }: CampaignConfig['approval'],
): string[] {
  if (required === 'none') return [];
  if (required === 'all') return ['every proposal of this campaign needs a person'];
  return [
    ...riskReasons(proposal, recipe, risk),
    ...modelReasons(proposal, risk),
    ...ingredientReasons(recipe, risk),
  ];
}

type Risk = NonNullable<CampaignConfig['approval']['risk']>;

function over(value: number, limit: number | undefined): boolean {
  return limit !== undefined && value > limit;
}

function riskReasons({ feasibility }: Foretold, { formation, cycling }: Recipe, risk: Risk): string[] {
  const chance = Object.values(feasibility).reduce((product, p) => product * p, 1);
  const hottestCel = Math.max(formation.temperatureK, cycling.temperatureK) - 273.15;
  const highestV = Math.max(formation.upperVoltageV, cycling.upperVoltageV);
  const needs: string[] = [];
  if (risk.minFeasibility !== undefined && chance < risk.minFeasibility) {
    needs.push(`probability of success ${chance.toFixed(2)}, a person decides below ${risk.minFeasibility}`);
  }
  if (over(hottestCel, risk.maxTemperatureCel)) {
    needs.push(`${hottestCel.toFixed(1)} Cel, a person decides above ${risk.maxTemperatureCel ?? ''} Cel`);
  }
  if (over(highestV, risk.maxVoltageV)) {
    needs.push(`${highestV} V, a person decides above ${risk.maxVoltageV ?? ''} V`);
  }
  return needs;
}

/** How new it is, and how little is known of it. Where there is nothing to compare with, everything is new. */
function modelReasons({ neighbours, predictions }: Foretold, risk: Risk): string[] {
  const distance = neighbours[0]?.distance ?? Infinity;
  const doubt = Math.max(0, ...(predictions ?? []).map(({ mean, sdModel }) => sdModel / Math.abs(mean)));
  const needs: string[] = [];
  if (over(distance, risk.maxDistance)) {
    needs.push(
      `${distance.toFixed(2)} away from every experiment, a person decides above ${risk.maxDistance ?? ''}`,
    );
  }
  if (over(doubt, risk.maxRelativeSd)) {
    needs.push(
      `prediction uncertain by ${doubt.toFixed(2)} of itself, a person decides above ${risk.maxRelativeSd ?? ''}`,
    );
  }
  return needs;
}

function ingredientReasons({ formulation }: Recipe, { ingredients = [] }: Risk): string[] {
  const amounts = { ...formulation.solvents, ...formulation.saltsMolPerL, ...formulation.additives };
  return ingredients
    .filter((name) => ((amounts as Readonly<Record<string, number | undefined>>)[name] ?? 0) > 0)
    .map((name) => `contains ${name}, on which a person decides`);
}
