/** The maintenance windows, on Nest's scheduler. */
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Maintenance } from './maintenance.js';

@Injectable()
export class MaintenanceSchedule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(@Inject(Maintenance) private readonly maintenance: Maintenance) {}

  /** A window that began while no agent was there is told before anything begins. */
  async onApplicationBootstrap(): Promise<void> {
    await this.maintenance.look();
  }

  /** A clock that was set or a host that slept is noticed here. */
  @Interval(10_000)
  async look(): Promise<void> {
    await this.maintenance.look();
  }

  async onModuleDestroy(): Promise<void> {
    await this.maintenance.close();
  }
}
