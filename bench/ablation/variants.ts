/** The planner whole, and without one of the things that it learns from. */
import { join } from 'node:path';
import type { CampaignConfig } from '../../config/campaign.js';
import { SystemClock } from '../../core/clock.js';
import { Listener } from '../../planner/experts/listener.js';
import { knownRecipes, LEAST_RECIPES } from '../../planner/experts/second-expert.js';
import { plan } from '../../planner/plan.js';
import type { Proposal } from '../../planner/proposal.js';
import type { Finding, PlanRequest } from '../../planner/request.js';
import type { Chooser, Known } from '../loop/campaigns.js';
import { byPlanner, requestOf } from '../loop/campaigns.js';
import { withCheapSource } from './cheap-source.js';

/** Results between two trainings: a lab's next results come in before a model is through. */
const RESULTS_A_TRAINING = 7;

export const VARIANTS = [
  'Gaussian process and generative model',
  'without the generative model',
  'without failures',
  'without unlabelled data',
  'without the generative model, with a cheap source',
] as const;
export type Variant = (typeof VARIANTS)[number];

/** @param folder where trainings may be kept, one of its own for each campaign */
export function chooserOf(variant: Variant, campaign: CampaignConfig, folder: string): Chooser {
  const whole = byPlanner(campaign);
  if (variant === 'without the generative model') return whole;
  if (variant === 'without the generative model, with a cheap source') return withCheapSource(campaign);
  if (variant === 'without failures') {
    return ({ observations }, seed) => whole({ observations, failures: [], findings: [] }, seed);
  }
  const learned =
    variant === 'without unlabelled data' ? labelsAlone : (findings: readonly Finding[]) => findings;
  return withGenerative(campaign, folder, learned);
}

/** Recipes with their results: no other domain, and nothing of those that failed. */
function labelsAlone(findings: readonly Finding[]): Finding[] {
  return findings.flatMap(({ parameters, results }) =>
    Object.keys(results).length === 0 ? [] : [{ parameters, results, measured: {} }],
  );
}

function withGenerative(
  campaign: CampaignConfig,
  folder: string,
  learned: (findings: readonly Finding[]) => readonly Finding[],
): Chooser {
  const expert = new Listener(
    { hearing: 'on', folder: join(folder, 'models') },
    new SystemClock(),
    () => undefined,
  );
  let nextTraining = LEAST_RECIPES;
  return async (known: Known, seed) => {
    const request = requestOf(campaign, { ...known, findings: learned(known.findings) }, seed);
    const recipes = knownRecipes(request);
    if (recipes >= nextTraining) {
      const answer = await expert.answer({ kind: 'learn', request, deadlineMs: Infinity });
      if ('silent' in answer) throw new Error(answer.silent);
      nextTraining = recipes + RESULTS_A_TRAINING;
    }
    return proposalOf(expert, request);
  };
}

async function proposalOf(expert: Listener, request: PlanRequest): Promise<Proposal> {
  const drawn = await expert.answer({ kind: 'draw', request });
  if (!('candidates' in drawn)) return plan(request)[0]!;
  const proposals = plan({ ...request, candidates: drawn.candidates });
  const judged = await expert.answer({ kind: 'judge', request, proposals });
  return 'proposals' in judged ? judged.proposals[0]! : proposals[0]!;
}
