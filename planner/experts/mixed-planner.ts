import type { Clock } from '../../core/clock.js';
import type { JobOptions, PlannerActivity, PlanService } from '../client.js';
import type { DesignAnswer, DesignRequest } from '../design/request.js';
import type { Proposal } from '../proposal.js';
import type { PlanRequest } from '../request.js';
import type { ExpertClient } from './expert-client.js';
import { knownRecipes, LEAST_RECIPES } from './second-expert.js';

/** Of a plan's deadline, the longest that recipes, and later opinions, are waited for. */
const PART_OF_DEADLINE = 0.2;

/**
 * The planner with the generative model at its side: recipes that it draws are looked at beside those of the search, and
 * predictions are those of the mixture. Whatever befalls it, the Gaussian process plans in time and the proposal says why
 * alone.
 */
export class MixedPlanner implements PlanService {
  constructor(
    private readonly planner: PlanService,
    private readonly expert: Pick<ExpertClient, 'learn' | 'draw' | 'judge' | 'activity' | 'close'>,
    private readonly clock: Clock,
  ) {}

  get activity(): PlannerActivity {
    const { state, rows } = this.expert.activity;
    return { ...this.planner.activity, generativeState: state, generativeRows: rows };
  }

  /** @throws PlannerError as `PlannerClient.propose` does */
  async propose(request: PlanRequest, options: JobOptions): Promise<Proposal[]> {
    const { findings: _, ...plain } = request;
    const known = knownRecipes(request);
    if (known < LEAST_RECIPES) {
      const needs = `it learns from ${LEAST_RECIPES} recipes with all results, there are ${known}`;
      return alone(await this.planner.propose(plain, options), needs);
    }
    const startedMs = this.clock.monotonic();
    const patienceMs = PART_OF_DEADLINE * options.deadlineMs;
    const drawn = await this.expert.draw(request, patienceMs);
    void this.expert.learn(request);
    const leftMs = options.deadlineMs - (this.clock.monotonic() - startedMs) - patienceMs;
    if ('silent' in drawn) {
      return alone(await this.planner.propose(plain, { ...options, deadlineMs: leftMs }), drawn.silent);
    }
    const asked = { ...plain, candidates: drawn };
    const proposals = await this.planner.propose(asked, { ...options, deadlineMs: leftMs });
    const judged = await this.expert.judge(request, proposals, patienceMs);
    return 'silent' in judged ? alone(proposals, judged.silent) : [...judged];
  }

  /** By the Gaussian process alone. */
  design(request: DesignRequest, options: JobOptions): Promise<DesignAnswer> {
    return this.planner.design(request, options);
  }

  async close(): Promise<void> {
    await Promise.all([this.planner.close(), this.expert.close()]);
  }
}

/** Proposals of the initial design ask no model, and need not say why. */
function alone(proposals: readonly Proposal[], silent: string): Proposal[] {
  return proposals.map((proposal) =>
    proposal.predictions ? { ...proposal, generative: { silent } } : proposal,
  );
}
