/** The alarms over REST: also when the broker is away. */
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { z } from 'zod';
import type { LabRecord } from '../record/record.js';
import { Checked } from '../rest/checked.js';
import { Rule } from '../rest/route-rule.js';
import { RECORD } from '../tokens.js';
import { PRIORITIES } from './alarm-state.js';
import { Alarms } from './alarms.js';
import { deliveries, type Delivery } from './deliveries.js';
import { pastChanges, type PastPage } from './history.js';
import { CallOut, type ShownRoute } from './messages/call-out.js';
import { shown, type ShownAlarm } from './shown.js';

const historyQuery = z.object({
  before: z.coerce.number().int().min(1).exactOptional().describe('as the page before said it'),
  limit: z.coerce.number().int().min(1).max(500).default(50).describe('at most so many'),
  priority: z.enum(PRIORITIES).exactOptional().describe('of these alone'),
});

const deliveriesQuery = z.object({
  before: z.coerce.number().int().min(1).exactOptional().describe('those before this `seq`'),
  limit: z.coerce.number().int().min(1).max(500).default(50).describe('at most so many'),
});

@Controller()
export class AlarmsController {
  constructor(
    @Inject(Alarms) private readonly alarms: Alarms,
    @Inject(CallOut) private readonly routes: CallOut,
    @Inject(RECORD) private readonly record: Pick<LabRecord, 'db'>,
  ) {}

  @Get('alarms')
  @Rule({ role: 'viewer', summary: 'all alarms that are not normal, the most urgent first' })
  list(): ShownAlarm[] {
    return this.alarms.list.map(shown);
  }

  @Get('alarms/routes')
  @Rule({
    role: 'viewer',
    summary: 'the ways to people: what they take, when they are quiet, whether they work',
  })
  waysToPeople(): ShownRoute[] {
    return this.routes.list;
  }

  @Get('alarms/messages')
  @Rule({
    role: 'viewer',
    summary: 'what became of messages to people, newest first',
    query: deliveriesQuery,
  })
  messages(
    @Query(new Checked(deliveriesQuery)) question: z.infer<typeof deliveriesQuery>,
  ): Promise<Delivery[]> {
    return deliveries(this.record.db, question);
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
