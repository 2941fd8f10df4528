/** One experiment carried out by the real agent in a lab of its own, and what the lab's journal says of it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Conduct } from '../../agent/campaign/conduct.js';
import { Leases } from '../../agent/campaign/leases.js';
import { Prompts } from '../../agent/campaign/prompts.js';
import { examine } from '../../agent/experiment/diagnosis/examine.js';
import type { Signs } from '../../agent/experiment/diagnosis/sign-names.js';
import { readRecords, type Records } from '../../agent/experiment/diagnosis/reading.js';
import { signsOf } from '../../agent/experiment/diagnosis/signs.js';
import { figuresOf } from '../../agent/experiment/figures.js';
import type { Failure } from '../../agent/experiment/outcome.js';
import { commandOf } from '../../agent/record/commands.js';
import { experimentOf, type ExperimentRow } from '../../agent/record/experiments.js';
import { LabRecord } from '../../agent/record/record.js';
import { readSeries } from '../../agent/record/series/series.js';
import type { Table } from '../../drivers/instrument.js';
import type { TrueFault } from '../../simulators/lab/room.js';
import { MemoryRoom } from '../../test/contracts/memory-room.js';
import { JumpClock } from './jump-clock.js';
import { nearLab, type NearLabSpec } from './near-lab.js';
import type { Drawn } from './recipes.js';

export interface Trial {
  readonly id: string;
  readonly kind: string;
  /** Journalled causes, in order; empty for a sound cell and a sound recipe. */
  readonly truths: readonly TrueFault[];
  readonly experiment: ExperimentRow;
  readonly failure: Failure | undefined;
  /** What the agent could read off the records, as far as there are any. */
  readonly signs: Signs;
}

export const EXPERIMENT = 'E0001';
const CYCLED = [
  ['form', 'formation'],
  ['age', 'ageing'],
  ['impedance', 'impedance'],
] as const;
const PATIENCE = { pollMs: 200, rowsMs: 2000, linkMs: 60_000, safeMs: 10_000 };

export async function runTrial(id: string, drawn: Drawn, spec: Omit<NearLabSpec, 'folder'>): Promise<Trial> {
  const folder = mkdtempSync(join(tmpdir(), 'diagnosis-'));
  const record = await LabRecord.open(':memory:', new JumpClock(), new JumpClock(), (error) => {
    throw error;
  });
  try {
    const room = new MemoryRoom();
    const experiment = await carryOut(record, nearLab({ ...spec, folder }, room), drawn);
    const truths = room.faults.map(({ fault }) => fault);
    const failure = experiment.outcome?.execution.failure;
    return { id, kind: drawn.kind, truths, experiment, failure, signs: await signsIn(record, drawn) };
  } finally {
    await record.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** No question of a trial is ever answered. */
const WEEK_MS = 7 * 86_400_000;
const onTrouble = (error: Error): never => {
  throw error;
};

async function carryOut(
  record: LabRecord,
  lab: ReturnType<typeof nearLab>,
  drawn: Drawn,
): Promise<ExperimentRow> {
  await open(record, drawn);
  const conduct = new Conduct({
    ...{ record, lab, patience: PATIENCE },
    link: new JumpClock(),
    leases: new Leases(record),
    prompts: new Prompts({ record, lab: new JumpClock(), answerWithinMs: WEEK_MS, onTrouble }),
    examine,
    analyse: figuresOf,
  });
  await conduct.run(await experimentOf(record.db, EXPERIMENT), new AbortController().signal);
  return experimentOf(record.db, EXPERIMENT);
}

async function signsIn({ db }: LabRecord, { recipe }: Drawn): Promise<Signs> {
  const records: Partial<Record<keyof Records, Table>> = {};
  let cutShort = false;
  for (const [step, name] of CYCLED) {
    const command = await commandOf(db, `${EXPERIMENT}.${step}`);
    if (!command || command.rows === 0) continue;
    records[name] = await readSeries(db, command.jobId);
    cutShort ||= command.state !== 'completed';
  }
  return signsOf(readRecords({ ...records, cutShort }, recipe), recipe);
}

async function open(record: LabRecord, { parameters, recipe }: Drawn): Promise<void> {
  await record.append(
    { kind: 'campaign.opened', subject: 'C1', body: { name: 'bench', seed: '1', definition: {} } },
    {
      kind: 'proposal.made',
      subject: 'P0001',
      body: { campaignId: 'C1', parameters, source: 'cell-test', why: { reason: 'drawn' } },
    },
    {
      kind: 'proposal.decided',
      subject: 'P0001',
      body: { decision: 'accepted', reasons: [], actor: 'bench' },
    },
    {
      kind: 'experiment.started',
      subject: EXPERIMENT,
      body: { campaignId: 'C1', proposalId: 'P0001', recipe, attempt: 1 },
    },
  );
}
