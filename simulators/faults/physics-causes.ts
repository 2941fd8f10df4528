/** From the true state of a cell to the causes that physics brought about. */
import type { TrueFault } from '../lab/room.js';
import type { Cell } from '../world/cell/cell.js';

/** @param row of CYCLER_COLUMNS, for what shows only while a current flows */
export function causesIn({ spec, state }: Cell, _row: readonly number[] | undefined): TrueFault[] {
  const { contact } = spec.defects;
  const loose = contact !== undefined && state.ageS >= contact.fromAgeS;
  return loose
    ? [{ cause: 'contact-loss', attribution: 'machine', detail: { ...contact, ageS: state.ageS } }]
    : [];
}
