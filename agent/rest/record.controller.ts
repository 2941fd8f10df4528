/** What the record holds, over REST: newest experiments first, events in their order, series in as many points as a plot shows. */
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Campaign } from '../campaign/campaign.js';
import { reasonsFrom } from '../campaign/reasons.js';
import { auditPage, type AuditEntry } from '../record/audit-trail.js';
import { commandOf } from '../record/commands.js';
import { curvesOf, type CycleCurves } from '../record/cycles/cycle-curves.js';
import { cyclesOf, type StoredCycle } from '../record/cycles/cycle-store.js';
import { eventId, eventsPage } from '../record/events-page.js';
import {
  experimentOf,
  experimentsPage,
  observationsOfExperiment,
  type ExperimentRow,
} from '../record/experiments.js';
import { jobsOf } from '../record/jobs-page.js';
import type { LabEvent } from '../record/lab-event.js';
import { proposalOf } from '../record/proposals.js';
import type { LabRecord } from '../record/record.js';
import { overviewOf, type OverviewPoint } from '../record/series/overview.js';
import { CAMPAIGN, RECORD } from '../tokens.js';
import { Checked } from './checked.js';
import { RestError } from './rest-error.js';
import { Rule } from './route-rule.js';

const limit = z.coerce.number().int().min(1).max(500).default(50).describe('at most so many');
const after = z.coerce
  .number()
  .int()
  .min(0)
  .default(0)
  .describe('sequence number that the page before ended with');
const eventsQuery = z.object({ after, limit });
const experimentsQuery = z.object({
  before: z
    .string()
    .max(100)
    .exactOptional()
    .describe('id of the experiment that the page before ended with'),
  limit,
});
const seriesQuery = z.object({
  column: z.string().max(100).describe('name of the column, with its unit'),
  buckets: z.coerce.number().int().min(1).max(5000).default(500).describe('stretches; two points each'),
  fromRow: z.coerce.number().int().min(0).exactOptional(),
  toRow: z.coerce.number().int().min(0).exactOptional().describe('the row after the last'),
});
/** More curves in one plot are not told apart. */
const MOST_CYCLES = 4;
const curvesQuery = z.object({
  cycles: z
    .string()
    .regex(/^\d{1,9}(,\d{1,9})*$/, 'expected numbers of cycles with commas between, as 1,50')
    .transform((text) => [...new Set(text.split(',').map(Number))])
    .refine((numbers) => numbers.length <= MOST_CYCLES, `at most ${MOST_CYCLES} cycles`)
    .describe(`numbers of at most ${MOST_CYCLES} cycles, as 1,50`),
});

@Controller()
export class RecordController {
  constructor(
    @Inject(RECORD) private readonly record: LabRecord,
    @Inject(CAMPAIGN) private readonly campaign: Pick<Campaign, 'id'>,
  ) {}

  @Get('experiments')
  @Rule({ role: 'viewer', summary: 'experiments of the campaign, newest first', query: experimentsQuery })
  async experiments(
    @Query(new Checked(experimentsQuery)) page: z.infer<typeof experimentsQuery>,
  ): Promise<ExperimentRow[]> {
    if (page.before !== undefined) await experimentOf(this.record.db, page.before).catch(missing);
    return experimentsPage(this.record.db, this.campaign.id, page);
  }

  @Get('experiments/:id')
  @Rule({
    role: 'viewer',
    summary: 'one experiment: why it was proposed, what was observed, its jobs at the instruments',
  })
  async experiment(@Param('id') id: string): Promise<unknown> {
    const { db } = this.record;
    const experiment = await experimentOf(db, id).catch(missing);
    return {
      ...experiment,
      why: reasonsFrom((await proposalOf(db, experiment.proposalId)).why),
      observations: await observationsOfExperiment(db, id),
      jobs: await jobsOf(db, id),
    };
  }

  @Get('proposals/:id')
  @Rule({ role: 'viewer', summary: 'one proposal: the recipe, and why the planner proposes it' })
  async proposal(@Param('id') id: string): Promise<unknown> {
    const { why, ...proposal } = await proposalOf(this.record.db, id).catch(missing);
    return { ...proposal, why: reasonsFrom(why) };
  }

  @Get('jobs/:id/series')
  @Rule({
    role: 'viewer',
    summary: 'a column of a job, down-sampled without losing a peak',
    query: seriesQuery,
  })
  async series(
    @Param('id') id: string,
    @Query(new Checked(seriesQuery))
    { column, buckets, fromRow = 0, toRow = Infinity }: z.infer<typeof seriesQuery>,
  ): Promise<OverviewPoint[]> {
    await this.needJob(id);
    return overviewOf(this.record.db, id, column, buckets, { fromRow, toRow }).catch(rangeMissing);
  }

  @Get('jobs/:id/cycles')
  @Rule({ role: 'viewer', summary: 'the cycles of a job, with the version of the definitions behind them' })
  async cycles(@Param('id') id: string): Promise<StoredCycle[]> {
    await this.needJob(id);
    return cyclesOf(this.record.db, id);
  }

  @Get('jobs/:id/curves')
  @Rule({
    role: 'viewer',
    summary: 'voltage over capacity and dQ/dV of chosen cycles of a job, charge and discharge apart',
    query: curvesQuery,
  })
  async curves(
    @Param('id') id: string,
    @Query(new Checked(curvesQuery)) { cycles }: z.infer<typeof curvesQuery>,
  ): Promise<CycleCurves[]> {
    await this.needJob(id);
    return curvesOf(this.record.db, id, cycles).catch(rangeMissing);
  }

  @Get('events')
  @Rule({ role: 'viewer', summary: 'events of the record in their order', query: eventsQuery })
  async events(
    @Query(new Checked(eventsQuery)) page: z.infer<typeof eventsQuery>,
  ): Promise<(LabEvent & { readonly id: string })[]> {
    return (await eventsPage(this.record.db, page)).map((event) => ({ id: eventId(event), ...event }));
  }

  @Get('audit')
  @Rule({ role: 'viewer', summary: 'who did what, from where, and what came of it', query: eventsQuery })
  audit(@Query(new Checked(eventsQuery)) page: z.infer<typeof eventsQuery>): Promise<AuditEntry[]> {
    return auditPage(this.record.db, page.after, page.limit);
  }

  private async needJob(id: string): Promise<void> {
    if (!(await commandOf(this.record.db, id)))
      throw new RestError('not-found', `the record holds no job ${id}`);
  }
}

function rangeMissing(error: unknown): never {
  if (error instanceof RangeError) return missing(error);
  throw error;
}

function missing(cause: unknown): never {
  throw new RestError('not-found', cause instanceof Error ? cause.message : String(cause), { cause });
}
