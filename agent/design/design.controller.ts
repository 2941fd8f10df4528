/** Recipes for targets, over REST. */
import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { z } from 'zod';
import { MOST_DESIGNS } from '../../planner/choices.js';
import type { PlanService } from '../../planner/client.js';
import { PlannerError } from '../../planner/planner-error.js';
import type { Campaign } from '../campaign/campaign.js';
import type { LabRecord } from '../record/record.js';
import { Checked } from '../rest/checked.js';
import { RestError } from '../rest/rest-error.js';
import { Rule } from '../rest/route-rule.js';
import type { AgentSetup } from '../setup.js';
import { CAMPAIGN, PLANNER, RECORD, SETUP } from '../tokens.js';
import type { Askable } from './askable.js';
import { DesignError } from './design-error.js';
import { designReport, type DesignReport } from './design-report.js';
import { materialOf, type Material } from './material.js';

const question = z.strictObject({
  targets: z.array(z.string().max(200)).min(1).max(20),
  count: z.int().min(1).max(MOST_DESIGNS, `expected at most ${MOST_DESIGNS} recipes at once`).default(10),
  seed: z.union([z.string(), z.number()]).default(1),
});

/** Somebody waits; the next experiment does, too, when it is due meanwhile. */
const DEADLINE_MS = 60_000;

@Controller()
export class DesignController {
  constructor(
    @Inject(RECORD) private readonly record: LabRecord,
    @Inject(CAMPAIGN) private readonly campaign: Campaign,
    @Inject(SETUP) private readonly setup: AgentSetup,
    @Inject(PLANNER) private readonly planner: PlanService,
  ) {}

  private isDesigning = false;

  @Get('design')
  @Rule({ role: 'viewer', summary: 'what designs can be asked for, with unit and range seen' })
  async askable(): Promise<readonly Askable[]> {
    return (await this.material()).askable;
  }

  /** Computed in the planner's thread, one at a time: the next proposal waits for no more than that. */
  @Post('design')
  @HttpCode(200)
  @Rule({
    role: 'viewer',
    summary: 'recipes that probably meet targets such as "retention >= 95 %"',
    body: question,
  })
  async design(@Body(new Checked(question)) asked: z.infer<typeof question>): Promise<DesignReport> {
    if (this.isDesigning) throw busy('another design is under way: ask again when it is done');
    this.isDesigning = true;
    try {
      return await designReport(await this.material(), asked, (request) =>
        this.planner.design(request, { deadlineMs: DEADLINE_MS }),
      );
    } catch (error) {
      throw asRest(error);
    } finally {
      this.isDesigning = false;
    }
  }

  private material(): Promise<Material> {
    return materialOf(this.record.db, this.campaign.id, this.setup.campaign);
  }
}

function asRest(error: unknown): unknown {
  if (error instanceof DesignError) return new RestError('malformed', error.message, { cause: error });
  if (!(error instanceof PlannerError)) return error;
  const isOurs = error.fault === 'bad-request' || error.fault === 'bad-space';
  return isOurs ? new RestError('malformed', error.message, { cause: error }) : busy(error.message, error);
}

function busy(message: string, cause?: Error): RestError {
  return new RestError('busy', message, { retryAfterS: DEADLINE_MS / 1000, ...(cause && { cause }) });
}
