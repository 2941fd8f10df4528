/** The hourly backup, on Nest's scheduler. */
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { BackupRoutine } from './backup-routine.js';

@Injectable()
export class BackupSchedule implements OnModuleDestroy {
  constructor(@Inject(BackupRoutine) private readonly routine: BackupRoutine) {}

  /** Often, because the routine itself knows the hour: a timer for the next hour would miss a clock that is set. */
  @Interval(30_000)
  async beat(): Promise<void> {
    await this.routine.beat();
  }

  async onModuleDestroy(): Promise<void> {
    await this.routine.close();
  }
}
