/** How the agent is, over REST. */
import { Controller, Get, Inject } from '@nestjs/common';
import { reportOf, type Report } from '../campaign/report.js';
import type { Campaign } from '../campaign/campaign.js';
import { openPrompts, type PromptRow } from '../record/prompts.js';
import type { LabRecord } from '../record/record.js';
import type { AgentSetup } from '../setup.js';
import { CAMPAIGN, RECORD, SETUP } from '../tokens.js';
import { HealthMonitor, type Health } from './health.js';

@Controller()
export class StatusController {
  constructor(
    @Inject(HealthMonitor) private readonly monitor: HealthMonitor,
    @Inject(RECORD) private readonly record: LabRecord,
    @Inject(CAMPAIGN) private readonly campaign: Campaign,
    @Inject(SETUP) private readonly setup: AgentSetup,
  ) {}

  /** Alive: answers at all. Detail is for people; a lost instrument is no reason to restart the agent. */
  @Get('health')
  health(): Health {
    return this.monitor.read();
  }

  /** The questions that wait for an operator. */
  @Get('prompts')
  prompts(): Promise<PromptRow[]> {
    return openPrompts(this.record.db);
  }

  @Get('status')
  status(): Promise<Report> {
    return reportOf(this.record, this.campaign.id, this.setup.campaign);
  }
}
