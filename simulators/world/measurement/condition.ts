/** A cell as an omniscient observer would note it: comparable from cycle to cycle, changing nothing. */
import type { Cell } from '../cell/cell.js';
import { resistances, type Resistances } from './impedance.js';

export interface Condition extends Resistances {
  /** 10 s of discharge at C/10. */
  readonly pulseOhm: number;
  readonly filmThicknessNm: number;
  /** Lithium in the film and as metal, over the nominal capacity. */
  readonly filmShare: number;
  readonly metalShare: number;
  readonly gasUmol: number;
  readonly graphiteLossShare: number;
  readonly cathodeLossShare: number;
}

/** Resistances are those of the cell relaxed at half charge. */
export function conditionOf(cell: Cell): Condition {
  const { core } = cell.body;
  const half = atHalfCharge(cell);
  const pulseA = -0.1 * half.nominalCurrentA;
  return {
    ...resistances(half),
    pulseOhm: (half.endVoltage(pulseA, 10) - half.openCircuitVoltageV) / pulseA,
    filmThicknessNm: core.filmThicknessM * 1e9,
    filmShare: core.filmC / cell.nominalCapacityC,
    metalShare: cell.metalC / cell.nominalCapacityC,
    gasUmol: core.gasMol * 1e6,
    graphiteLossShare: 1 - core.graphiteFraction,
    cathodeLossShare: 1 - core.cathodeFraction,
  };
}

/** The same cell with graphite half full of what the cathode still gives, and nothing left to relax. */
function atHalfCharge(cell: Cell): Cell {
  const { core } = cell.body;
  const cyclableC = core.graphite * core.graphiteCapacityC + core.cathode * core.cathodeCapacityC;
  const graphite = 0.5 * Math.min(1, (cyclableC - 0.3 * core.cathodeCapacityC) / core.graphiteCapacityC);
  return cell.copyWith({
    graphite,
    cathode: (cyclableC - graphite * core.graphiteCapacityC) / core.cathodeCapacityC,
    graphiteLags: core.graphiteLags.map(() => 0),
    cathodeLags: core.cathodeLags.map(() => 0),
  });
}
