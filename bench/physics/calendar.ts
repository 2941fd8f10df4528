/** A cell on the shelf. */
import type { Formulation } from '../../drivers/synthesis-robot.js';
import { makeCell } from './cells.js';
import { DEFAULT_CAMPAIGN, form } from './reference-campaign.js';
import { cc, cv } from './reference-steps.js';

const DAY_S = 86_400;

/** Capacity lost to the film on the shelf, % of 4.3 mA.h. */
export function calendarLoss(mix: Formulation, share: number, temperatureK: number, days: number): number {
  const cell = makeCell(mix);
  const c = cell.nominalCurrentA;
  form(cell, DEFAULT_CAMPAIGN);
  for (let n = 0; n < 3; n++) {
    cc(cell, 0.5 * c, 4.2, 4 * 3600);
    cv(cell, 4.2, 0.5 * c, 0.05 * c, 4 * 3600);
    cc(cell, -0.5 * c, 2.8, 4 * 3600);
    cell.wearGraphite(0.5, 0.9);
  }
  cc(cell, -0.2 * c, 2.8, 1e6);
  cell.setTemperature(temperatureK);
  if (share < 1) cc(cell, c / 3, 5, (share * 4.3e-3 * 3600) / (c / 3));
  else {
    cc(cell, c / 3, 4.2, 1e6);
    cv(cell, 4.2, c / 3, c / 33, 1e6);
  }
  const before = cell.state.filmC;
  let restS = 10;
  for (let leftS = days * DAY_S; leftS > 0; restS = Math.min(1.6 * restS, DAY_S)) {
    const stepS = Math.min(restS, leftS);
    cell.step(0, stepS);
    leftS -= stepS;
  }
  return ((cell.state.filmC - before) / (4.3 * 3.6)) * 100;
}
