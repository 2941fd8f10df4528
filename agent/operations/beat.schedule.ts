/** The agent's recurring work, on Nest's scheduler. */
import { Inject, Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { Lab } from '../experiment/experiment.js';
import { announceInstruments } from '../supervision/announcements.js';
import type { Supervisor } from '../supervision/supervisor.js';
import { announceInFlight } from '../supervision/announce-in-flight.js';
import { InFlight } from '../supervision/in-flight.js';
import { LAB, SUPERVISOR } from '../tokens.js';
import { HealthMonitor } from './health.js';
import { Readings } from './readings.js';

@Injectable()
export class BeatSchedule {
  constructor(
    @Inject(HealthMonitor) private readonly health: HealthMonitor,
    @Inject(LAB) private readonly lab: Lab,
    @Inject(SUPERVISOR) private readonly supervisor: Supervisor,
    @Inject(InFlight) private readonly inFlight: InFlight,
    @Inject(Readings) private readonly readings: Readings,
  ) {}

  /** Operators take three missed beats for a hang. */
  @Interval(2000)
  beat(): void {
    const { instruments: _, ...numbers } = this.health.read();
    this.supervisor.beat(numbers);
    announceInstruments(this.lab, this.supervisor);
    announceInFlight(this.inFlight, this.supervisor);
    void this.readings.read();
  }
}
