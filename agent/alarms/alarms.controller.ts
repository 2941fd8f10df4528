/** The alarms over REST: also when the broker is away. */
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { z } from 'zod';
import type { LabRecord } from '../record/record.js';
import { Checked } from '../rest/checked.js';
import { Rule } from '../rest/route-rule.js';
import { RECORD } from '../tokens.js';
import { PRIORITIES } from './alarm-state.js';
import { Alarms } from './alarms.js';
import { pastChanges, type PastPage } from './history.js';
import { shown, type ShownAlarm } from './shown.js';

const historyQuery = z.object({
  before: z.coerce.number().int().min(1).exactOptional().describe('as the page before said it'),
  limit: z.coerce.number().int().min(1).max(500).default(50).describe('at most so many'),
  priority: z.enum(PRIORITIES).exactOptional().describe('of these alone'),
});

@Controller()
export class AlarmsController {
  constructor(
    @Inject(Alarms) private readonly alarms: Alarms,
    @Inject(RECORD) private readonly record: Pick<LabRecord, 'db'>,
  ) {}

  @Get('alarms')
  @Rule({ role: 'viewer', summary: 'all alarms that are not normal, the most urgent first' })
  list(): ShownAlarm[] {
    return this.alarms.list.map(shown);
  }

  @Get('alarms/history')
  @Rule({
    role: 'viewer',
    summary: 'what came, went, was acknowledged or put aside, by whom and why, newest first',
    query: historyQuery,
  })
  history(@Query(new Checked(historyQuery)) question: z.infer<typeof historyQuery>): Promise<PastPage> {
    return pastChanges(this.record.db, question);
  }
}
