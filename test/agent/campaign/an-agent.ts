/** An agent without its edges: campaign, record and leases on a fake lab, and a planner that follows a script. */
import { setImmediate } from 'node:timers/promises';
import { figure, type Figure } from '../../../agent/analysis/figure.js';
import { Approvals } from '../../../agent/campaign/approvals.js';
import { Campaign } from '../../../agent/campaign/campaign.js';
import { Conduct } from '../../../agent/campaign/conduct.js';
import { anyOf, Gate, type Closures } from '../../../agent/campaign/closures.js';
import { heldByPerson } from '../../../agent/campaign/hold.js';
import { wantedQuantities } from '../../../agent/campaign/kept-outcomes.js';
import { Leases } from '../../../agent/campaign/leases.js';
import { NextExperiment, type Planner } from '../../../agent/campaign/next-experiment.js';
import { OwnProposals } from '../../../agent/campaign/own-proposals.js';
import { Prompts } from '../../../agent/campaign/prompts.js';
import { ManualClock, SystemClock } from '../../../core/clock.js';
import { EarlyStopping } from '../../../agent/stopping/early-stopping.js';
import { Programs } from '../../../agent/sources/programs.js';
import { Shelf } from '../../../agent/campaign/shelf.js';
import type { Evidence } from '../../../agent/experiment/characterisation.js';
import type { Recipe } from '../../../agent/experiment/recipe.js';
import { experimentsOf, type ExperimentRow } from '../../../agent/record/experiments.js';
import type { LabRecord } from '../../../agent/record/record.js';
import type { CampaignConfig } from '../../../config/campaign.js';
import { parseCampaign } from '../../../config/load.js';
import type { Proposal } from '../../../planner/proposal.js';
import type { PlanRequest } from '../../../planner/request.js';
import { toolsOn } from '../experiment/a-command.js';
import { Life } from '../experiment/mortality.js';
import type { RecordFolder } from '../a-record.js';
import type { FakeLab } from './fake-lab.js';

const LIFE = "{ quantity: capacity_retention, unit: '%', direction: maximise }";

/** @param rest further sections of the campaign's file */
export function aCampaign(
  experiments: number,
  inFlight: number,
  rest = '',
  objectives = `[${LIFE}]`,
): CampaignConfig {
  const text = `
name: test
objectives: ${objectives}
space:
  variables: [{ name: additive.VC, kind: continuous, min: 0, max: 5, unit: '%' }]
fixed: { cycling.cycles: 20 }
budget: { experiments: ${experiments}, inFlight: ${inFlight} }
planner: { initialDesign: 1 }
${rest}`;
  return parseCampaign(text, 'test.yaml');
}

/** Proposes 0.1, 0.2, 0.3 ... percent of VC, says nothing of what others propose, and keeps what it was asked. */
export class ScriptedPlanner implements Planner {
  readonly requests: PlanRequest[] = [];
  /** Where it would have the value; nowhere else than the campaign does by itself, if not told otherwise. */
  sourceOf: (request: PlanRequest) => string | undefined = () => undefined;
  /** What happens while it thinks. */
  thinking: (request: PlanRequest, signal: AbortSignal) => Promise<void> = async () => undefined;

  async propose(request: PlanRequest, { signal }: { signal: AbortSignal }): Promise<readonly Proposal[]> {
    this.requests.push(request);
    await this.thinking(request, signal);
    if (request.among) return [aProposal(request.among[0]!)];
    const source = this.sourceOf(request);
    return [{ ...aProposal({ 'additive.VC': this.requests.length / 10 }), ...(source && { source }) }];
  }
}

export function aProposal(parameters: Proposal['parameters']): Proposal {
  return {
    parameters,
    reason: 'initial design',
    predictions: null,
    feasibility: {},
    acquisition: { name: 'maximin distance', value: 0 },
    neighbours: [],
    modelHash: null,
    dataHash: '0',
    seed: '1',
  };
}

export interface Agent {
  readonly campaign: Campaign;
  readonly record: LabRecord;
  readonly leases: Leases;
  /** Keeps every step from beginning while it is closed. */
  readonly gate: Gate;
  readonly planner: ScriptedPlanner;
  readonly stopping: EarlyStopping;
  /** What figures were asked of, in the order in which they were. */
  readonly analysed: Partial<Evidence>[];
  /** Lab time as deadlines of questions have it. */
  readonly hours: ManualClock;
  experiments(): Promise<ExperimentRow[]>;
}

const ID = 'C1';
export const ANSWER_WITHIN_MS = 3_600_000;

export async function openAgent(
  folder: RecordFolder,
  lab: FakeLab,
  config: CampaignConfig,
  life = new Life(Infinity),
  closures: Closures = new Gate(),
  onTrouble: (error: Error) => void = (error) => {
    throw error;
  },
): Promise<Agent> {
  const record = await folder.open();
  const opened = { name: config.name, seed: '1', definition: config };
  if (record.length === 0) await record.append({ kind: 'campaign.opened', subject: ID, body: opened });
  life.bind(record);
  const [gate, steps] = [new Gate(), new Gate()];
  const leases = new Leases(record, anyOf(gate, steps, closures));
  await leases.load();
  const reached = lab.reachedBy(life);
  const analysed: Partial<Evidence>[] = [];
  const analyse = (evidence: Partial<Evidence>, recipe: Recipe): Figure[] => {
    analysed.push(evidence);
    return wantedQuantities(config).map((quantity) =>
      figure(quantity, { value: lab.valueOf(quantity, recipe), standardUncertainty: 1 }),
    );
  };
  const examine = (): undefined => undefined;
  const hours = new ManualClock();
  const prompts = new Prompts({ record, lab: hours, answerWithinMs: ANSWER_WITHIN_MS, onTrouble });
  const tools = toolsOn(record);
  const stopping = new EarlyStopping({
    ...{ campaignId: ID, config, record, link: tools.link, everyMs: 1000, prompts, onTrouble },
  });
  const conduct = new Conduct({ ...tools, lab: reached, leases, prompts, examine, analyse, stopping });
  const approvals = new Approvals({
    ...{ campaignId: ID, record, lab: hours, approval: config.approval, onTrouble },
  });
  const planner = new ScriptedPlanner();
  const deciding = {
    ...{ campaignId: ID, config, seed: '1', record, planner, approvals },
    limits: reached.limits,
    programs: await Programs.open({ campaignId: ID, config, folder: '.', record, clock: new SystemClock() }),
  };
  const next = new NextExperiment({ ...deciding, shelf: new Shelf(record, reached.robot) });
  const own = new OwnProposals({ ...deciding, link: tools.link });
  const held = await heldByPerson(record, ID);
  const campaign = new Campaign({
    id: ID,
    config,
    record,
    next,
    conduct,
    robot: reached.robot,
    prompts,
    approvals,
    own,
    steps,
    held,
  });
  return {
    campaign,
    record,
    leases,
    gate,
    planner,
    stopping,
    analysed,
    hours,
    experiments: () => experimentsOf(record.db, ID),
  };
}

/** Lets everything else go on until it holds. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await setImmediate();
}

/** Lets everything else have its turn so many times. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await setImmediate();
}
