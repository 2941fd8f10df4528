/** What a cell of this build should take up and give, by its data sheet: capacities as shares of the nominal one. */
import type { Design } from '../../analysis/health/capacity-course.js';
import { CELL_TYPES } from '../cell-type.js';
import type { Recipe } from '../recipe.js';

/**
 * Of NMC811 against graphite, first charge and formed capacity grow with the upper voltage by these shares per volt from
 * 4.2 V on (measured on sound cells of the build at 4.2 and 4.4 V; spread 1.5 %).
 */
const AT_4V2 = { firstCharge: 1.06, capacity: 0.945 };
const PER_VOLT = { firstCharge: 0.55, capacity: 0.5 };

export function designOf({ cellType, formation }: Recipe): Design {
  const { nominalCapacityAs } = CELL_TYPES[cellType];
  const over = formation.upperVoltageV - 4.2;
  return {
    firstChargeAs: nominalCapacityAs * (AT_4V2.firstCharge + PER_VOLT.firstCharge * over),
    capacityAs: nominalCapacityAs * (AT_4V2.capacity + PER_VOLT.capacity * over),
  };
}
