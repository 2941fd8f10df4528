/** What the robot measures around itself: the glovebox air, and what is left on its shelf. */
import type { Room } from '../../lab/room.js';
import { COUNTED } from '../consumables.js';
import type { Workcell } from '../workcell.js';
import { UNITS, type Sensor } from './sensors.js';

const ZERO_CELSIUS_K = 273.15;

export function airSensors(workcell: Workcell): Sensor[] {
  const air = () => workcell.glovebox.at(workcell.labS);
  return [
    { name: 'GloveboxWater', unit: UNITS.ppm, read: () => air().waterPpm },
    { name: 'GloveboxOxygen', unit: UNITS.ppm, read: () => air().oxygenPpm },
    { name: 'GloveboxTemperature', unit: UNITS.celsius, read: () => air().temperatureK - ZERO_CELSIUS_K },
  ];
}

/** One sensor per item that was on the shelf at power-up; levels are those of the last refresh. */
export class StockSensors {
  private levels: Readonly<Record<string, number>> = {};

  constructor(private readonly room: Room) {}

  get sensors(): Sensor[] {
    return Object.keys(this.levels).map((item) => ({
      name: `Stock.${item}`,
      unit: COUNTED.includes(item) ? UNITS.one : UNITS.kilogram,
      read: () => this.levels[item] ?? NaN,
    }));
  }

  async refresh(): Promise<void> {
    this.levels = { ...(await this.room.stock()) };
  }
}
