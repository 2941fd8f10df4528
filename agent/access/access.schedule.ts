/** Brings changes of access into the record, on Nest's scheduler. */
import { Inject, Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { AgentSetup } from '../setup.js';
import { SETUP } from '../tokens.js';
import { AccessLog } from './access-log.js';

@Injectable()
export class AccessSchedule {
  constructor(
    @Inject(AccessLog) private readonly log: AccessLog,
    @Inject(SETUP) private readonly setup: Pick<AgentSetup, 'onTrouble'>,
  ) {}

  @Interval(2000)
  async takeUp(): Promise<void> {
    await this.log.takeUp().catch(this.setup.onTrouble);
  }
}
