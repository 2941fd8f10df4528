/** What the robot measures around itself: the glovebox air, and what is left on its shelf. */
import type { HeldReadings } from '../../faults/held-readings.js';
import type { Room } from '../../lab/room.js';
import { COUNTED, LEVEL } from '../../../drivers/consumables.js';
import type { Workcell } from '../workcell.js';
import { UNITS, type Sensor } from './sensors.js';

const ZERO_CELSIUS_K = 273.15;

/** @param held freezes them, if they are to */
export function airSensors(workcell: Workcell, held?: HeldReadings): Sensor[] {
  const air = () => workcell.glovebox.at(workcell.labS);
  const sensors: Sensor[] = [
    { name: 'GloveboxWater', unit: UNITS.ppm, read: () => air().waterPpm },
    { name: 'GloveboxOxygen', unit: UNITS.ppm, read: () => air().oxygenPpm },
    { name: 'GloveboxTemperature', unit: UNITS.celsius, read: () => air().temperatureK - ZERO_CELSIUS_K },
  ];
  if (!held) return sensors;
  return sensors.map((each) => ({ ...each, read: () => held.read(each.name, () => each.read()) }));
}

/** One sensor per item that was on the shelf at power-up; levels are those of the last refresh. */
export class StockSensors {
  private levels: Readonly<Record<string, number>> = {};

  constructor(private readonly room: Room) {}

  get sensors(): Sensor[] {
    return Object.keys(this.levels).map((item) => ({
      name: `${LEVEL}${item}`,
      unit: COUNTED.includes(item) ? UNITS.one : UNITS.kilogram,
      read: () => this.levels[item] ?? NaN,
    }));
  }

  async refresh(): Promise<void> {
    this.levels = { ...(await this.room.stock()) };
  }
}
