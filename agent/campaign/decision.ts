/** May a proposal be carried out? Rules decide, each with its reason. */
import type { CampaignConfig } from '../../config/campaign.js';
import { violations, type Limits } from '../../drivers/protocol.js';
import type { Proposal } from '../../planner/planner.js';
import { ageingProtocol, formationProtocol } from '../experiment/protocols.js';
import type { Recipe } from '../experiment/recipe.js';

export interface Decision {
  readonly decision: 'accepted' | 'refused';
  readonly reasons: readonly string[];
  readonly actor: string;
}

/** Every reason against a proposal at once. Nothing that leaves the lab's limits is ever started. */
export function decide(
  proposal: Proposal,
  recipe: Recipe,
  limits: Limits,
  approval: CampaignConfig['approval'],
): Decision {
  const reasons = [
    ...violations(formationProtocol(recipe, limits)).map((reason) => `formation ${reason}`),
    ...violations(ageingProtocol(recipe, limits)).map((reason) => `cycling ${reason}`),
    ...approvalReasons(proposal, recipe, approval),
  ];
  return { decision: reasons.length === 0 ? 'accepted' : 'refused', reasons, actor: 'rules' };
}

function approvalReasons(
  { feasibility }: Proposal,
  { formation, cycling }: Recipe,
  { required, risk }: CampaignConfig['approval'],
): string[] {
  if (required === 'none') return [];
  if (required === 'all') return ['every proposal of this campaign needs a person, and nobody can be asked'];
  const chance = Object.values(feasibility).reduce((product, p) => product * p, 1);
  const hottestCel = Math.max(formation.temperatureK, cycling.temperatureK) - 273.15;
  const highestV = Math.max(formation.upperVoltageV, cycling.upperVoltageV);
  const over = (value: number, limit: number | undefined): boolean => limit !== undefined && value > limit;
  const needs: string[] = [];
  if (risk?.minFeasibility !== undefined && chance < risk.minFeasibility) {
    needs.push(`probability of success ${chance.toFixed(2)}, a person decides below ${risk.minFeasibility}`);
  }
  if (over(hottestCel, risk?.maxTemperatureCel)) {
    needs.push(`${hottestCel.toFixed(1)} Cel, a person decides above ${risk?.maxTemperatureCel ?? ''} Cel`);
  }
  if (over(highestV, risk?.maxVoltageV)) {
    needs.push(`${highestV} V, a person decides above ${risk?.maxVoltageV ?? ''} V`);
  }
  return needs;
}
