/** What the planner says of a recipe that it did not choose: foretold before the run, as of its own. */
import type { Clock } from '../../core/clock.js';
import { cellsOf } from '../../config/sources.js';
import { inTime } from '../../drivers/transports/deadline.js';
import type { Proposal } from '../../planner/proposal.js';
import type { PlanRequest } from '../../planner/request.js';
import { lowNames } from '../../planner/sources/sources.js';
import type { Told } from '../calibration/foretold.js';
import type { Parameters } from '../record/bodies/campaign.js';
import type { NewEvent } from '../record/lab-event.js';
import type { Planner } from './next-experiment.js';
import { planQuestion, type QuestionParts } from './plan-question.js';
import type { Reasons } from './reasons.js';

export interface ForetellingParts extends QuestionParts {
  readonly planner: Planner;
  /** Link time. */
  readonly link: Clock;
}

export interface Foretelling {
  readonly why: Omit<Reasons, 'reason' | 'byHand'>;
  /** What is to be recorded of the question. */
  readonly notices: readonly NewEvent[];
  /** Why the planner had nothing to say; undefined when it had. */
  readonly unforetold?: string;
}

/** Somebody waits for the answer, and the planner may be busy with a proposal of its own. */
const WITHIN_MS = 10_000;

/** @param seed of this proposal */
export async function foretell(
  parts: ForetellingParts,
  told: Told,
  parameters: Parameters,
  seed: string,
): Promise<Foretelling> {
  const { request, notices } = await planQuestion(parts, told, seed);
  try {
    const [proposal] = await asked(parts, aboutOne(request, cellsOf(parts.config).name, parameters));
    const { parameters: _, reason: __, ...why } = proposal!;
    return { why, notices };
  } catch (error) {
    return { why: nothing(seed), notices: [], unforetold: (error as Error).message };
  }
}

/** The planner's question with one answer; a recipe that is under way already may be tried once more. */
function aboutOne(request: PlanRequest, cells: string, parameters: Parameters): PlanRequest {
  const { sources = [], lowFidelity = [], pending, ...rest } = request;
  const low = lowNames(sources, lowFidelity);
  return {
    ...rest,
    sources: sources.filter(({ name }) => name === cells),
    ...(low.length > 0 && { lowFidelity: low }),
    pending: pending.filter((one) => !isSame(one.parameters, parameters)),
    among: [parameters],
    allowReplicates: true,
  };
}

function isSame(one: Parameters, other: Parameters): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => one[name] === other[name]);
}

function asked({ planner, link }: ForetellingParts, request: PlanRequest): Promise<readonly Proposal[]> {
  const ask = (signal: AbortSignal): Promise<readonly Proposal[]> =>
    planner.propose(request, { deadlineMs: WITHIN_MS, signal });
  return inTime(
    link,
    WITHIN_MS,
    ask,
    () => new Error(`the planner did not answer within ${WITHIN_MS / 1000} s`),
  );
}

function nothing(seed: string): Foretelling['why'] {
  const acquisition = { name: 'none', value: 0 } as const;
  return {
    predictions: null,
    feasibility: {},
    acquisition,
    neighbours: [],
    modelHash: null,
    dataHash: '',
    seed,
  };
}
