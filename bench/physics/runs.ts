/** Reference runs that several rows look at, each made once. */
import { electrolyte, CONTROL, TERNARY, VC2, makeCell } from './cells.js';
import { runReference } from './reference-campaign.js';
import { once } from './row.js';

export const LFP = { cellType: 'coin-2032-LFP-graphite' } as const;
export const LFP_WINDOW = { upperV: 3.65, lowerV: 2.5 };
export const HIGH_VOLTAGE = { upperV: 4.3, temperatureK: 313.15 };

/** 500 cycles at C/2 and 25 Cel. */
export const control = once(() => runReference(makeCell(CONTROL)));
export const vc2 = once(() => runReference(makeCell(VC2)));
export const vc6 = once(() => runReference(makeCell(electrolyte({ VC: 6 })), { cycles: 60 }));

const HOT_AND_SLOW = { temperatureK: 313.15, chargeRate: 0.05, dischargeRate: 0.05, cycles: 10 };
/** Ten cycles of 40 h at 40 Cel, as in high-precision coulometry. */
export const coulometry = once(() =>
  [CONTROL, VC2, TERNARY].map((mix) => runReference(makeCell(mix), HOT_AND_SLOW)),
);
