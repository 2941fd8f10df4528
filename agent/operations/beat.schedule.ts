/** The agent's recurring work, on Nest's scheduler. */
import { Inject, Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { Lab } from '../experiment/experiment.js';
import { announceInstruments } from '../supervision/announcements.js';
import type { Supervisor } from '../supervision/supervisor.js';
import { LAB, SUPERVISOR } from '../tokens.js';
import { HealthMonitor } from './health.js';

@Injectable()
export class BeatSchedule {
  constructor(
    @Inject(HealthMonitor) private readonly health: HealthMonitor,
    @Inject(LAB) private readonly lab: Lab,
    @Inject(SUPERVISOR) private readonly supervisor: Supervisor,
  ) {}

  /** Operators take three missed beats for a hang. */
  @Interval(2000)
  beat(): void {
    const { instruments: _, ...numbers } = this.health.read();
    this.supervisor.beat(numbers);
    announceInstruments(this.lab, this.supervisor);
  }
}
