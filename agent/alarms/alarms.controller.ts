/** The alarms over REST: also when the broker is away. */
import { Controller, Get, Inject } from '@nestjs/common';
import { Alarms } from './alarms.js';
import { shown, type ShownAlarm } from './shown.js';

@Controller()
export class AlarmsController {
  constructor(@Inject(Alarms) private readonly alarms: Alarms) {}

  /** All that are not normal, the most urgent first. */
  @Get('alarms')
  list(): ShownAlarm[] {
    return this.alarms.list.map(shown);
  }
}
