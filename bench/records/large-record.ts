/** A record of many years: experiments with one command each, whose rows all repeat one chunk. It is whole: `verify` says so. */
import type { Knex } from 'knex';
import { recipeOf, type Recipe } from '../../agent/experiment/recipe.js';
import { chunkRow, flatten } from '../../agent/record/series/chunk.js';
import { GENESIS, hashOf, sha256 } from '../../agent/record/hash-chain.js';
import type { NewEvent } from '../../agent/record/lab-event.js';
import { versionOf } from '../../agent/record/upcast.js';
import { CYCLER_COLUMNS } from './cycling.js';
import { fillRecord, insertMany } from './quick-record.js';

export const CAMPAIGN_ID = 'C-bench';
const AT = '2026-01-01T00:00:00.000Z';
const EXPERIMENTS_AT_ONCE = 1000;
/** Packed chunks are about as long. */
const CHUNK_ROWS = 2000;

export interface Extent {
  readonly experiments: number;
  /** Of each experiment. */
  readonly samples: number;
}

export async function writeLargeRecord(
  path: string,
  extent: Extent,
  rows: readonly (readonly number[])[],
): Promise<void> {
  const chunks = chunksOf(extent.samples, rows);
  const rowsSha256 = sha256(chunks.map((chunk) => chunk.sha256).join('\n'));
  await fillRecord(path, async (trx) => {
    const chain = new Chain(trx);
    await chain.add([opening()]);
    for (let from = 1; from <= extent.experiments; from += EXPERIMENTS_AT_ONCE) {
      const to = Math.min(extent.experiments, from + EXPERIMENTS_AT_ONCE - 1);
      const numbers = Array.from({ length: to - from + 1 }, (_, k) => from + k);
      await chain.add(numbers.flatMap((number) => eventsOf(number, extent.samples, rowsSha256)));
    }
    for (const table of TABLES) await trx.raw(table);
    for (const { from_row, rows: count, columns, payload, sha256: hash } of chunks) {
      await trx.raw('INSERT INTO chunks SELECT job_id, ?, ?, ?, ?, ?, NULL, NULL FROM commands', [
        from_row,
        count,
        columns,
        payload,
        hash,
      ]);
    }
  });
}

function chunksOf(samples: number, rows: readonly (readonly number[])[]) {
  const begins = Array.from({ length: Math.ceil(samples / CHUNK_ROWS) }, (_, k) => k * CHUNK_ROWS);
  return begins.map((from) => {
    const count = Math.min(CHUNK_ROWS, samples - from);
    const some = Array.from({ length: count }, (_, k) => rows[(from + k) % rows.length]!);
    const place = { job_id: '', from_row: from, rows: count, columns: JSON.stringify(CYCLER_COLUMNS) };
    return chunkRow(place, flatten({ columns: CYCLER_COLUMNS, rows: some }));
  });
}

class Chain {
  private seq = 0;
  private previousHash = GENESIS;

  constructor(private readonly trx: Knex) {}

  async add(events: readonly NewEvent[]): Promise<void> {
    await insertMany(this.trx, 'events', events.map((event) => this.link(event))); // prettier-ignore
  }

  private link({ kind, subject, body: content }: NewEvent) {
    const body = JSON.stringify(content);
    const version = versionOf(kind);
    const [seq, previousHash] = [++this.seq, this.previousHash];
    const hash = hashOf({ seq, at: AT, labAt: AT, kind, subject, body, version, previousHash });
    this.previousHash = hash;
    return { seq, at: AT, lab_at: AT, kind, subject, body, previous_hash: previousHash, hash, version };
  }
}

/** What the events mean, as the record keeps it: the same rows as event by event, at once. */
const TABLES = [
  `INSERT INTO campaigns SELECT subject, body->>'name', body->>'seed', body->'definition', 'running', ''
   FROM events WHERE kind = 'campaign.opened'`,
  `INSERT INTO proposals SELECT subject, body->>'campaignId', body->'parameters', body->>'source', body->'why',
   'accepted', '[]', 'rules' FROM events WHERE kind = 'proposal.made'`,
  `INSERT INTO experiments SELECT subject, body->>'campaignId', body->>'proposalId', body->'recipe', 1, 'age', at, at,
   'completed', '{"execution":{"status":"completed"},"validity":{"status":"valid"},"result":{"status":"observed"}}'
   FROM events WHERE kind = 'experiment.started'`,
  `INSERT INTO commands SELECT i.subject, i.body->>'experimentId', 'age', 'cycler', i.body->'task', 'completed', NULL, NULL,
   s.body->>'rows', s.body->>'rowsSha256', i.body->>'effect', NULL FROM events AS i JOIN events AS s ON s.subject = i.subject
   AND s.kind = 'command.settled' WHERE i.kind = 'command.intended'`,
  `INSERT INTO observations SELECT body->>'experimentId', subject, body->>'value', body->>'standardUncertainty', '%',
   'valid', '', body->>'definitions' FROM events WHERE kind = 'observation.made'`,
];

function opening(): NewEvent {
  return {
    kind: 'campaign.opened',
    subject: CAMPAIGN_ID,
    body: { name: 'bench', seed: '1', definition: {} },
  };
}

function eventsOf(number: number, samples: number, rowsSha256: string): NewEvent[] {
  const digits = String(number).padStart(6, '0');
  const [experimentId, proposalId, jobId] = [`E${digits}`, `P${digits}`, `E${digits}.age`];
  const campaignId = CAMPAIGN_ID;
  const [execution, validity, result] = [
    { status: 'completed' },
    { status: 'valid' },
    { status: 'observed' },
  ] as const;
  const body = {
    experimentId,
    value: 90.5,
    standardUncertainty: 0.05,
    unit: '%',
    quality: 'valid',
    reason: '',
    definitions: 2,
  } as const;
  return [
    {
      kind: 'proposal.made',
      subject: proposalId,
      body: { campaignId, parameters: PARAMETERS, source: 'cell-test', why: WHY },
    },
    {
      kind: 'proposal.decided',
      subject: proposalId,
      body: { decision: 'accepted', reasons: [], actor: 'rules' },
    },
    {
      kind: 'experiment.started',
      subject: experimentId,
      body: { campaignId, proposalId, recipe: RECIPE, attempt: 1 },
    },
    {
      kind: 'command.intended',
      subject: jobId,
      body: { experimentId, step: 'age', instrument: 'cycler', task: {}, effect: 'irreversible' },
    },
    { kind: 'command.acknowledged', subject: jobId, body: {} },
    { kind: 'command.settled', subject: jobId, body: { state: 'completed', rows: samples, rowsSha256 } },
    { kind: 'observation.made', subject: 'capacity_retention', body },
    { kind: 'experiment.ended', subject: experimentId, body: { outcome: { execution, validity, result } } },
  ];
}

const WHY = { reason: 'initial design', predictions: null, feasibility: {} };
const PARAMETERS = {
  'solvent.EC': 0.3,
  'solvent.EMC': 0.7,
  'salt.LiPF6': 1,
  'additive.VC': 2,
  'rest.duration': 12,
  'formation.cRate': 0.1,
  'formation.temperature': 25,
  'formation.cycles': 2,
  'formation.upperVoltage': 4.2,
  'cycling.cRate': 1,
  'cycling.temperature': 40,
  'cycling.cycles': 20,
  'cycling.upperVoltage': 4.2,
  'cycling.lowerVoltage': 2.8,
};
const RECIPE: Recipe = recipeOf(PARAMETERS);
