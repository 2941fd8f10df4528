/** The disk guard, on Nest's scheduler. */
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DiskGuard } from './disk-guard.js';

@Injectable()
export class DiskSchedule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(@Inject(DiskGuard) private readonly guard: DiskGuard) {}

  /** A disk that was full when the agent started is found before anything begins. */
  async onApplicationBootstrap(): Promise<void> {
    await this.guard.look();
  }

  @Interval(10_000)
  async look(): Promise<void> {
    await this.guard.look();
  }

  async onModuleDestroy(): Promise<void> {
    await this.guard.close();
  }
}
