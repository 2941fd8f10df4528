/** How the agent is, over REST. */
import { Controller, Get, Inject } from '@nestjs/common';
import { z } from 'zod';
import { reportOf, type Report } from '../campaign/report.js';
import type { Approvals } from '../campaign/approvals.js';
import type { Campaign } from '../campaign/campaign.js';
import { searchedSettings, type SearchedSetting } from '../campaign/searched-settings.js';
import { openPrompts, type PromptRow } from '../record/prompts.js';
import type { Lab } from '../experiment/experiment.js';
import type { LabRecord } from '../record/record.js';
import { Rule } from '../rest/route-rule.js';
import type { AgentSetup } from '../setup.js';
import { CAMPAIGN, LAB, RECORD, SETUP } from '../tokens.js';
import { HealthMonitor, type Health } from './health.js';

const labAnswer = z.object({
  name: z.string(),
  labFactor: z.number().describe('seconds of lab time in one: 1 unless the lab is simulated'),
  channels: z.int().describe('of the cycling tester'),
});
const alive = z.object({ status: z.literal('alive') });

@Controller()
export class StatusController {
  constructor(
    @Inject(HealthMonitor) private readonly monitor: HealthMonitor,
    @Inject(RECORD) private readonly record: LabRecord,
    @Inject(CAMPAIGN) private readonly campaign: Campaign,
    @Inject(LAB) private readonly lab: Lab,
    @Inject(SETUP) private readonly setup: AgentSetup,
  ) {}

  /** Alive: answers at all. A lost instrument is no reason to restart the agent. */
  @Get('health')
  @Rule({ role: 'anyone', summary: 'whether the agent is alive', answer: alive })
  health(): z.infer<typeof alive> {
    return { status: 'alive' };
  }

  @Get('health/detail')
  @Rule({ role: 'viewer', summary: 'the numbers of the heartbeat, and the link of each instrument' })
  detail(): Health {
    return this.monitor.read();
  }

  @Get('lab')
  @Rule({ role: 'viewer', summary: 'which lab this is', answer: labAnswer })
  whichLab(): z.infer<typeof labAnswer> {
    const { config, descriptor } = this.setup;
    return {
      name: config.name,
      labFactor: descriptor?.clock.factor ?? 1,
      channels: this.lab.cycler.channels,
    };
  }

  @Get('prompts')
  @Rule({ role: 'viewer', summary: 'the questions that wait for an operator' })
  prompts(): Promise<PromptRow[]> {
    return openPrompts(this.record.db);
  }

  @Get('queue')
  @Rule({ role: 'viewer', summary: 'the proposals that wait for a person, in the order in which they begin' })
  queue(): Pick<Approvals, 'uid' | 'waiting'> {
    const { uid, waiting } = this.campaign.approvals;
    return { uid, waiting };
  }

  @Get('space')
  @Rule({
    role: 'viewer',
    summary: 'what the campaign searches: each setting with its unit and what it may be',
  })
  space(): SearchedSetting[] {
    return searchedSettings(this.setup.campaign);
  }

  @Get('status')
  @Rule({ role: 'viewer', summary: 'the report of the campaign, as run --report writes it' })
  status(): Promise<Report> {
    return reportOf(this.record, this.campaign.id, this.setup.campaign);
  }
}
