/** Telling of locks, and their end in time, on Nest's scheduler. */
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { LabRecord } from '../record/record.js';
import { announceLocks } from '../supervision/announcements.js';
import type { Supervisor } from '../supervision/supervisor.js';
import { RECORD, SUPERVISOR } from '../tokens.js';
import { Locks } from './locks.js';

@Injectable()
export class LocksSchedule implements OnApplicationBootstrap {
  constructor(
    @Inject(Locks) private readonly locks: Locks,
    @Inject(RECORD) private readonly record: LabRecord,
    @Inject(SUPERVISOR) private readonly supervisor: Supervisor,
  ) {}

  onApplicationBootstrap(): void {
    announceLocks(this.record, this.locks, this.supervisor);
  }

  @Interval(2000)
  async look(): Promise<void> {
    await this.locks.look();
  }
}
