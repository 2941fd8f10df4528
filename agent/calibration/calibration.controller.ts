/** How far to believe the planner, over REST. */
import { Controller, Get, Inject } from '@nestjs/common';
import type { Campaign } from '../campaign/campaign.js';
import type { LabRecord } from '../record/record.js';
import type { AgentSetup } from '../setup.js';
import { CAMPAIGN, RECORD, SETUP } from '../tokens.js';
import { Rule } from '../rest/route-rule.js';
import { calibrationReport, type CalibrationReport } from './calibration-report.js';

@Controller()
export class CalibrationController {
  constructor(
    @Inject(RECORD) private readonly record: LabRecord,
    @Inject(CAMPAIGN) private readonly campaign: Campaign,
    @Inject(SETUP) private readonly setup: AgentSetup,
  ) {}

  @Get('calibration')
  @Rule({ role: 'viewer', summary: 'predictions made before each experiment, held against what came out' })
  calibration(): Promise<CalibrationReport> {
    return calibrationReport(this.record.db, this.campaign.id, this.setup.campaign);
  }
}
