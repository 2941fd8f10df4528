/** Brings changes of access into the record, on Nest's scheduler. */
import { Inject, Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { AccessLog } from './access-log.js';

@Injectable()
export class AccessSchedule {
  constructor(@Inject(AccessLog) private readonly log: AccessLog) {}

  @Interval(2000)
  async takeUp(): Promise<void> {
    await this.log.takeUp();
  }
}
