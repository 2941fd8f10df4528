/** Puts a campaign together on its record: takes up the one of that name, or opens a new one. */
import { canonicalJson, sha256 } from '../record/hash-chain.js';
import { campaignNamed } from '../record/experiments.js';
import type { LabRecord } from '../record/record.js';
import type { Lab } from '../experiment/experiment.js';
import { examine } from '../experiment/diagnosis/examine.js';
import { figuresOf } from '../experiment/figures.js';
import type { Patience } from '../experiment/command.js';
import { EarlyStopping } from '../stopping/early-stopping.js';
import { Programs } from '../sources/programs.js';
import { recordTables, tablesElsewhere } from '../sources/tables.js';
import type { AgentSetup } from '../setup.js';
import { Approvals } from './approvals.js';
import { Campaign } from './campaign.js';
import { Conduct } from './conduct.js';
import { anyOf, Gate, type Closures } from './closures.js';
import { heldByPerson } from './hold.js';
import { Leases } from './leases.js';
import { NextExperiment, type Planner } from './next-experiment.js';
import { OwnProposals } from './own-proposals.js';
import { Prompts } from './prompts.js';
import { Shelf } from './shelf.js';

const PATIENCE: Patience = { pollMs: 200, rowsMs: 2000, linkMs: 60_000, safeMs: 10_000 };

export async function openCampaign(
  setup: AgentSetup,
  record: LabRecord,
  lab: Lab,
  planner: Planner,
  closures: Closures,
): Promise<Campaign> {
  const { campaign: config, link, onProgress } = setup;
  const { id, seed } = await takeUpOrOpen(setup, record);
  const steps = new Gate();
  const leases = new Leases(record, anyOf(closures, steps));
  await leases.load();
  const answerWithinMs = 1000 * setup.config.supervision.answerWithinS;
  const prompts = new Prompts({ record, lab: setup.labClock, answerWithinMs, onTrouble: setup.onTrouble });
  const stopping = new EarlyStopping({
    ...{ campaignId: id, config, record, link, prompts },
    everyMs: PATIENCE.rowsMs,
    onTrouble: setup.onTrouble,
  });
  const approvals = new Approvals({
    ...{ campaignId: id, record, lab: setup.labClock, onTrouble: setup.onTrouble },
    approval: config.approval,
  });
  const conduct = new Conduct({
    record,
    link,
    patience: PATIENCE,
    onProgress,
    lab,
    leases,
    prompts,
    examine,
    analyse: figuresOf,
    stopping,
  });
  await recordTables(setup.tables, id, record);
  const folder = setup.campaignFolder;
  const programs = await Programs.open({ campaignId: id, config, folder, record, clock: link });
  const deciding = {
    ...{ campaignId: id, config, seed, limits: lab.limits, record, planner, programs, approvals },
    tables: tablesElsewhere(setup.tables),
  };
  const next = new NextExperiment({ ...deciding, shelf: new Shelf(record, lab.robot) });
  const own = new OwnProposals({ ...deciding, link });
  const held = await heldByPerson(record, id);
  const { robot } = lab;
  return new Campaign({ id, config, record, next, conduct, prompts, approvals, own, robot, steps, held });
}

/** A campaign that was opened keeps its seed: its proposals must be repeatable from its own record. */
async function takeUpOrOpen(
  { campaign, seed }: AgentSetup,
  record: LabRecord,
): Promise<{ id: string; seed: string }> {
  const earlier = await campaignNamed(record.db, campaign.name);
  if (earlier) return { id: earlier.id, seed: earlier.seed };
  const id = `C-${sha256(canonicalJson({ campaign, seed })).slice(0, 8)}`;
  await record.append({
    kind: 'campaign.opened',
    subject: id,
    body: { name: campaign.name, seed, definition: campaign },
  });
  return { id, seed };
}
