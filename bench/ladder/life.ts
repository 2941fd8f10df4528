/** Forms and ages a cell between 2.8 and 4.3 V, without recording more than each cycle's capacity and efficiency. */
import type { Trial } from '../../drivers/source.js';
import type { Cell } from '../../simulators/world/cell/cell.js';
import { DEFAULT_CAMPAIGN, form as formAs } from '../physics/reference-campaign.js';
import { cc, cv } from '../physics/reference-steps.js';

const UPPER_V = 4.3;
const LOWER_V = 2.8;
const HOUR_S = 3600;
/** Below this share of the nominal capacity a cell is dead. */
const DEAD = 0.2;

export interface AgedCell {
  readonly capacitiesAh: readonly number[];
  /** Coulombic. */
  readonly efficiencies: readonly number[];
}

/** Soaked for 12 h; the first charge at the recipe's rate, later ones and every discharge at C/10. */
export function form(cell: Cell, { cRate, temperatureK, cycles }: Trial['formation']): void {
  const formation = { temperatureK, firstRate: cRate, laterRate: 0.1, cycles };
  formAs(cell, { ...DEFAULT_CAMPAIGN, formation, upperV: UPPER_V, lowerV: LOWER_V });
}

/** At one rate, each charge held at the upper voltage down to C/20. */
export function age(cell: Cell, { cRate, temperatureK }: Trial['cycling'], cycles: number): AgedCell {
  const c = cell.nominalCurrentA;
  const capacitiesAh: number[] = [];
  const efficiencies: number[] = [];
  cell.setTemperature(temperatureK);
  while (capacitiesAh.length < cycles && (capacitiesAh.at(-1) ?? Infinity) > DEAD * c) {
    const charge = cc(cell, cRate * c, UPPER_V, (2 / cRate) * HOUR_S).chargeAh;
    const held = cv(cell, UPPER_V, cRate * c, 0.05 * c, 4 * HOUR_S).chargeAh;
    const discharge = cc(cell, -cRate * c, LOWER_V, (2 / cRate) * HOUR_S).chargeAh;
    cell.wearGraphite(cRate, discharge / c);
    capacitiesAh.push(discharge);
    efficiencies.push(discharge / (charge + held));
  }
  return { capacitiesAh, efficiencies };
}
