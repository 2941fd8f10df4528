/** Recipes for targets, over REST. */
import {
  BadRequestException,
  Body,
  Controller,
  Get,
  HttpCode,
  Inject,
  Post,
  ServiceUnavailableException,
} from '@nestjs/common';
import { z } from 'zod';
import type { PlannerClient } from '../../planner/client.js';
import { PlannerError } from '../../planner/planner-error.js';
import type { Campaign } from '../campaign/campaign.js';
import type { LabRecord } from '../record/record.js';
import type { AgentSetup } from '../setup.js';
import { CAMPAIGN, PLANNER, RECORD, SETUP } from '../tokens.js';
import type { Askable } from './askable.js';
import { DesignError } from './design-error.js';
import { designReport, type DesignReport } from './design-report.js';
import { materialOf, type Material } from './material.js';

const question = z.strictObject({
  targets: z.array(z.string().max(200)).min(1).max(20),
  count: z.int().min(1).max(1000).default(10),
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
    @Inject(PLANNER) private readonly planner: PlannerClient,
  ) {}

  /** What can be asked, with unit and range seen. */
  @Get('design')
  async askable(): Promise<readonly Askable[]> {
    return (await this.material()).askable;
  }

  /** `{ "targets": ["capacity_retention >= 95 %"], "count": 20, "seed": 1 }`; computed in the planner's thread. */
  @Post('design')
  @HttpCode(200)
  async design(@Body() body: unknown): Promise<DesignReport> {
    const asked = question.safeParse(body ?? {});
    if (!asked.success) throw new BadRequestException(z.prettifyError(asked.error));
    const material = await this.material();
    try {
      return await designReport(material, asked.data, (request) =>
        this.planner.design(request, { deadlineMs: DEADLINE_MS }),
      );
    } catch (error) {
      throw asHttp(error);
    }
  }

  private material(): Promise<Material> {
    return materialOf(this.record.db, this.campaign.id, this.setup.campaign);
  }
}

function asHttp(error: unknown): unknown {
  if (error instanceof DesignError) return new BadRequestException(error.message, { cause: error });
  if (!(error instanceof PlannerError)) return error;
  const isOurs = error.fault === 'bad-request' || error.fault === 'bad-space';
  const Answer = isOurs ? BadRequestException : ServiceUnavailableException;
  return new Answer(error.message, { cause: error });
}
