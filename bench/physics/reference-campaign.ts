/**
 * The campaign behind the published fingerprints of this cell model: rest, formation, cycling, on one noise-free cell.
 * Every number of its defaults is part of the definition.
 */
import type { Cell } from '../../simulators/world/cell/cell.js';
import { cc, cv } from './reference-steps.js';

export interface Campaign {
  readonly restH: number;
  readonly formation: {
    readonly temperatureK: number;
    /** Rate of the first charge, and of everything after it, 1/h. */
    readonly firstRate: number;
    readonly laterRate: number;
    readonly cycles: number;
  };
  readonly temperatureK: number;
  readonly chargeRate: number;
  readonly dischargeRate: number;
  readonly cycles: number;
  readonly upperV: number;
  readonly lowerV: number;
  /** Retention at which cycling stops, 0 to go on to the last cycle. */
  readonly untilRetention: number;
}

export const DEFAULT_CAMPAIGN: Campaign = {
  restH: 12,
  formation: { temperatureK: 298.15, firstRate: 0.05, laterRate: 0.1, cycles: 2 },
  temperatureK: 298.15,
  chargeRate: 0.5,
  dischargeRate: 0.5,
  cycles: 500,
  upperV: 4.2,
  lowerV: 2.8,
  untilRetention: 0,
};

export interface Fingerprint {
  readonly firstCycleEfficiencyPercent: number;
  readonly formedFilmNm: number;
  /** Discharge capacity of each cycle, mAh, and coulombic efficiency, %. */
  readonly capacitiesMAh: readonly number[];
  readonly efficienciesPercent: readonly number[];
  /** 10 s pulse at C/10 from half charge, after formation and at the end. */
  readonly resistanceOhm: readonly [formed: number, aged: number];
  /** Last discharge of the formation over the nominal capacity was below 0.35: nothing was cycled. */
  readonly dead: boolean;
  /** First cycle after the third that falls below 80 % of it; undefined when none did. */
  readonly life: number | undefined;
  readonly hours: number;
  readonly steps: number;
}

export function runReference(cell: Cell, changes: Partial<Campaign> = {}): Fingerprint {
  const campaign = { ...DEFAULT_CAMPAIGN, ...changes };
  const c = cell.nominalCurrentA;
  const formed = form(cell, campaign);
  const formedFilmNm = cell.state.filmThicknessM * 1e9;
  cell.setTemperature(campaign.temperatureK);
  const formedOhm = resistance(cell);
  cc(cell, -0.2 * c, campaign.lowerV, 1e6);
  const dead = formed.lastDischargeAh <= 0.35 * c;
  const cycled = dead ? { capacitiesMAh: [], efficienciesPercent: [], life: undefined } : age(cell, campaign);
  return {
    firstCycleEfficiencyPercent: formed.firstEfficiencyPercent,
    formedFilmNm,
    ...cycled,
    resistanceOhm: [formedOhm, resistance(cell)],
    dead,
    hours: cell.state.ageS / 3600,
    steps: cell.state.steps,
  };
}

export interface Formed {
  readonly firstEfficiencyPercent: number;
  readonly lastDischargeAh: number;
}

/** Rest for wetting, then the formation cycles. */
export function form(cell: Cell, { restH, formation, upperV, lowerV }: Campaign): Formed {
  const c = cell.nominalCurrentA;
  cell.setTemperature(formation.temperatureK);
  for (let leftH = restH; leftH > 0; leftH--) cell.step(0, 3600 * Math.min(1, leftH));
  let formed = { firstEfficiencyPercent: 0, lastDischargeAh: 0 };
  for (let k = 1; k <= formation.cycles; k++) {
    const rate = k === 1 ? formation.firstRate : formation.laterRate;
    const charge = cc(cell, rate * c, upperV, (1.6 / rate) * 3600).chargeAh;
    const held = cv(cell, upperV, rate * c, Math.min(0.05, rate / 2) * c, 5 * 3600).chargeAh;
    const discharge = cc(cell, -formation.laterRate * c, lowerV, (1.6 / formation.laterRate) * 3600).chargeAh;
    cell.wearGraphite(rate, 1);
    const efficiency = (100 * discharge) / (charge + held);
    formed = {
      firstEfficiencyPercent: k === 1 ? efficiency : formed.firstEfficiencyPercent,
      lastDischargeAh: discharge,
    };
  }
  return formed;
}

function age(
  cell: Cell,
  campaign: Campaign,
): Pick<Fingerprint, 'capacitiesMAh' | 'efficienciesPercent' | 'life'> {
  const { chargeRate, dischargeRate, upperV, lowerV } = campaign;
  const c = cell.nominalCurrentA;
  const capacitiesMAh: number[] = [];
  const efficienciesPercent: number[] = [];
  let life: number | undefined;
  for (let n = 1; n <= campaign.cycles; n++) {
    const charge = cc(cell, chargeRate * c, upperV, (2 / chargeRate) * 3600).chargeAh;
    const held = cv(cell, upperV, chargeRate * c, 0.05 * c, 4 * 3600).chargeAh;
    const discharge = cc(cell, -dischargeRate * c, lowerV, (2 / dischargeRate) * 3600).chargeAh;
    cell.wearGraphite(chargeRate, discharge / c);
    capacitiesMAh.push(1000 * discharge);
    efficienciesPercent.push((100 * discharge) / (charge + held));
    const retention = n > 3 ? discharge / (capacitiesMAh[2]! / 1000) : 1;
    if (retention < 0.8) life ??= n;
    if (retention < campaign.untilRetention || discharge < 0.2 * c) break;
  }
  return { capacitiesMAh, efficienciesPercent, life };
}

/** 10 s pulse at C/10 after half a charge, ohm. */
function resistance(cell: Cell): number {
  const c = cell.nominalCurrentA;
  cc(cell, 0.2 * c, 5, 2.5 * 3600);
  return (cell.endVoltage(0, 0) - cell.endVoltage(-0.1 * c, 10)) / (0.1 * c);
}
