/** The hourly backup, on Nest's scheduler. */
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Cron, CronExpression, Interval } from '@nestjs/schedule';
import { BackupRoutine } from './backup-routine.js';

@Injectable()
export class BackupSchedule implements OnModuleDestroy {
  constructor(@Inject(BackupRoutine) private readonly routine: BackupRoutine) {}

  @Cron(CronExpression.EVERY_HOUR, { timeZone: 'UTC' })
  async hourly(): Promise<void> {
    await this.routine.beat();
  }

  /** Makes up for one that a sleeping host or a clock that was set has missed. */
  @Interval(30_000)
  async makeUp(): Promise<void> {
    await this.routine.beat();
  }

  async onModuleDestroy(): Promise<void> {
    await this.routine.close();
  }
}
