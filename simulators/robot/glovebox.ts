/** The air in the glovebox as a smooth function of lab time, so that a sensor and a log never disagree. */
import type { Rng } from '../../core/rng.js';

export interface Atmosphere {
  readonly waterPpm: number;
  readonly oxygenPpm: number;
  readonly temperatureK: number;
}

type Drift = (timeS: number) => number;

const HOUR_S = 3600;
/** An open electrolyte takes up this much water, mass ppm, per hour and ppm of water in the argon (choice). */
const UPTAKE_PER_H = 37;

/** A purified argon box: below 1 ppm of water and oxygen, 296 K within half a kelvin. */
export class Glovebox {
  private readonly water: Drift;
  private readonly oxygen: Drift;
  private readonly temperature: Drift;

  constructor(rng: Rng) {
    this.water = drift(rng.split('water'));
    this.oxygen = drift(rng.split('oxygen'));
    this.temperature = drift(rng.split('temperature'));
  }

  /** @param timeS lab time, s */
  at(timeS: number): Atmosphere {
    return {
      waterPpm: 0.4 * Math.exp(0.4 * this.water(timeS)),
      oxygenPpm: 0.25 * Math.exp(0.5 * this.oxygen(timeS)),
      temperatureK: 296.15 + 0.25 * this.temperature(timeS),
    };
  }

  /** Water that an electrolyte takes up while it stands open, mass ppm; oxygen does nothing in this world. */
  waterUptakePpm(fromS: number, toS: number): number {
    return (UPTAKE_PER_H * this.at((fromS + toS) / 2).waterPpm * (toS - fromS)) / HOUR_S;
  }

  /** Rows `timeS, waterPpm, oxygenPpm, temperatureK` every `everyS` from `fromS` to `toS`, times from the start. */
  log(fromS: number, toS: number, everyS: number): number[][] {
    const rows = Math.floor(Math.max(0, toS - fromS) / everyS) + 1;
    return Array.from({ length: rows }, (_, index) => {
      const timeS = index * everyS;
      const air = this.at(fromS + timeS);
      return [timeS, air.waterPpm, air.oxygenPpm, air.temperatureK];
    });
  }
}

/** Between -1 and 1: three waves of unlike periods (minutes to a day) and random phase. */
function drift(rng: Rng): Drift {
  const waves = [24 * HOUR_S, 1.7 * HOUR_S, 0.13 * HOUR_S].map((periodS, index) => ({
    omega: (2 * Math.PI) / periodS,
    phase: 2 * Math.PI * rng.uniform(),
    weight: [0.5, 0.35, 0.15][index] ?? 0,
  }));
  return (timeS) =>
    waves.reduce((sum, { omega, phase, weight }) => sum + weight * Math.sin(omega * timeS + phase), 0);
}
