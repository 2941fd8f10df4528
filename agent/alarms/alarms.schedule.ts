/** The watch over what may be an alarm, on Nest's scheduler. */
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { announceAlarms } from '../supervision/announcements.js';
import type { Supervisor } from '../supervision/supervisor.js';
import { DEAD_MAN, SUPERVISOR } from '../tokens.js';
import { Alarms } from './alarms.js';
import { CallOut } from './messages/call-out.js';
import type { Heartbeat } from './messages/make-dead-man.js';
import { Watcher } from './watch/watcher.js';

/** How long the last messages may take; what is left goes out at the next start. */
const LAST_WORDS_MS = 5000;

@Injectable()
export class AlarmsSchedule implements OnApplicationBootstrap, OnApplicationShutdown {
  private stopTelling: () => void = () => undefined;

  constructor(
    @Inject(Alarms) private readonly alarms: Alarms,
    @Inject(Watcher) private readonly watcher: Watcher,
    @Inject(CallOut) private readonly callOut: CallOut,
    @Inject(DEAD_MAN) private readonly monitor: Heartbeat,
    @Inject(SUPERVISOR) private readonly supervisor: Supervisor,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.stopTelling = announceAlarms(this.alarms, this.supervisor);
    await this.watcher.start();
    this.callOut.start();
  }

  @Interval(1000)
  async look(): Promise<void> {
    await this.watcher.look();
    void this.monitor.beat();
  }

  /** Late: instruments that do not confirm their safe state at the end are alarms, too. */
  async onApplicationShutdown(): Promise<void> {
    this.watcher.close();
    await this.callOut.stop(LAST_WORDS_MS);
    await this.alarms.settled();
    this.stopTelling();
  }
}
