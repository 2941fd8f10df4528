/** The watch over what may be an alarm, on Nest's scheduler. */
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { announceAlarms } from '../supervision/announcements.js';
import type { Supervisor } from '../supervision/supervisor.js';
import { SUPERVISOR } from '../tokens.js';
import { Alarms } from './alarms.js';
import { Watcher } from './watch/watcher.js';

@Injectable()
export class AlarmsSchedule implements OnApplicationBootstrap, OnApplicationShutdown {
  private stopTelling: () => void = () => undefined;

  constructor(
    @Inject(Alarms) private readonly alarms: Alarms,
    @Inject(Watcher) private readonly watcher: Watcher,
    @Inject(SUPERVISOR) private readonly supervisor: Supervisor,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.stopTelling = announceAlarms(this.alarms, this.supervisor);
    await this.watcher.start();
  }

  @Interval(1000)
  async look(): Promise<void> {
    await this.watcher.look();
  }

  /** Late: instruments that do not confirm their safe state at the end are alarms, too. */
  async onApplicationShutdown(): Promise<void> {
    this.watcher.close();
    await this.alarms.settled();
    this.stopTelling();
  }
}
