/** Forms and ages a cell between 2.8 and 4.3 V, without recording more than each cycle's capacity and efficiency. */
import type { Trial } from '../../drivers/source.js';
import type { Cell } from '../../simulators/world/cell/cell.js';
import { cc, cv } from '../../test/simulators/world/cell/reference-campaign.js';

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

/** The first charge at the recipe's rate, later ones and every discharge at C/10. */
export function form(cell: Cell, { cRate, temperatureK, cycles }: Trial['formation']): void {
  cell.setTemperature(temperatureK);
  for (let cycle = 1; cycle <= cycles; cycle++) {
    const rate = cycle === 1 ? cRate : 0.1;
    once(cell, { charge: rate, discharge: 0.1, cut: Math.min(0.05, rate / 2) });
  }
}

export function age(cell: Cell, { cRate, temperatureK }: Trial['cycling'], cycles: number): AgedCell {
  cell.setTemperature(temperatureK);
  const capacitiesAh: number[] = [];
  const efficiencies: number[] = [];
  while (capacitiesAh.length < cycles && (capacitiesAh.at(-1) ?? Infinity) > DEAD * cell.nominalCurrentA) {
    const { chargedAh, dischargedAh } = once(cell, { charge: cRate, discharge: cRate, cut: 0.05 });
    capacitiesAh.push(dischargedAh);
    efficiencies.push(dischargedAh / chargedAh);
  }
  return { capacitiesAh, efficiencies };
}

/** Rates in 1/h. */
function once(
  cell: Cell,
  rate: { readonly charge: number; readonly discharge: number; readonly cut: number },
): { chargedAh: number; dischargedAh: number } {
  const c = cell.nominalCurrentA;
  const constant = cc(cell, rate.charge * c, UPPER_V, (2 / rate.charge) * HOUR_S).chargeAh;
  const held = cv(cell, UPPER_V, rate.charge * c, rate.cut * c, 5 * HOUR_S).chargeAh;
  const dischargedAh = cc(cell, -rate.discharge * c, LOWER_V, (2 / rate.discharge) * HOUR_S).chargeAh;
  cell.wearGraphite(rate.charge, dischargedAh / c);
  return { chargedAh: constant + held, dischargedAh };
}
