/** The alarms over REST: also when the broker is away. */
import { Controller, Get, Inject } from '@nestjs/common';
import { Rule } from '../rest/route-rule.js';
import { Alarms } from './alarms.js';
import { shown, type ShownAlarm } from './shown.js';

@Controller()
export class AlarmsController {
  constructor(@Inject(Alarms) private readonly alarms: Alarms) {}

  @Get('alarms')
  @Rule({ role: 'viewer', summary: 'all alarms that are not normal, the most urgent first' })
  list(): ShownAlarm[] {
    return this.alarms.list.map(shown);
  }
}
