/** Protocols and cells that several suites use, and the sums over their rows. */
import type { Limits, Protocol, Step, Termination } from '../../../../drivers/protocol.js';
import type { Cell } from '../../../../simulators/world/cell/cell.js';
import { ProtocolRun } from '../../../../simulators/world/protocol/protocol-engine.js';
import type { Chamber } from '../../../../simulators/world/protocol/thermostat.js';
import { electrolyte, makeCell } from '../cells.js';

/** After everything a test asks for. */
export const FOREVER_S = 1e9;

export const LIMITS: Limits = {
  minVoltageV: 0,
  maxVoltageV: 4.5,
  maxCurrentA: 0.05,
  maxTemperatureK: 353.15,
};

export function protocol(steps: readonly Step[]): Protocol {
  return { steps, record: { everyS: 60, everyV: 0.005 }, limits: LIMITS };
}

/** One cycle between 2.8 and 4.2 V with the voltage held until C/20. */
export function cycling(nominalA: number, rate: number): Step[] {
  return [
    { kind: 'constant-current', currentA: rate * nominalA, until: [{ quantity: 'voltage', value: 4.2 }] },
    { kind: 'constant-voltage', voltageV: 4.2, until: [{ quantity: 'current', value: 0.05 * nominalA }] },
    { kind: 'constant-current', currentA: -rate * nominalA, until: [{ quantity: 'voltage', value: 2.8 }] },
  ];
}

/** Trapezoidal sums over the rows of each cycle, A s. */
export function chargesByCycle(
  rows: readonly (readonly number[])[],
): { chargeC: number; dischargeC: number }[] {
  const sums: { chargeC: number; dischargeC: number }[] = [];
  rows.forEach((row, index) => {
    const before = rows[index - 1];
    const sum = (sums[row[2]! - 1] ??= { chargeC: 0, dischargeC: 0 });
    if (before?.[1] !== row[1]) return;
    const movedC = ((before![4]! + row[4]!) / 2) * (row[0]! - before![0]!);
    if (movedC > 0) sum.chargeC += movedC;
    else sum.dischargeC -= movedC;
  });
  return sums;
}

/** A cell whose electrodes are wet, so that only the protocol changes it. */
export function soaked(): Cell {
  const cell = makeCell(electrolyte({ VC: 2 }));
  for (let day = 0; day < 5; day++) cell.step(0, 86_400);
  return cell;
}

/** 1 C, A. */
export const C = soaked().nominalCurrentA;

export interface Changes extends Partial<Protocol> {
  readonly on?: Cell;
  readonly chamber?: Chamber;
}

/** Runs the steps to their end. */
export function run(
  steps: readonly Step[],
  { on = soaked(), chamber, ...changes }: Changes = {},
): ProtocolRun {
  const made = new ProtocolRun(on, { ...protocol(steps), ...changes }, chamber);
  made.advanceTo(FOREVER_S);
  return made;
}

export function current(currentA: number, ...until: Termination[]): Step {
  return { kind: 'constant-current', currentA, until };
}

export function at(quantity: Termination['quantity'], value: number): Termination {
  return { quantity, value };
}

/** A row by name. */
export function named(row: readonly number[]) {
  const [timeS = NaN, step, cycle, voltageV = NaN, currentA = NaN, temperatureK = NaN] = row;
  return { timeS, step, cycle, voltageV, currentA, temperatureK };
}

export function last(made: ProtocolRun) {
  return named(made.rows.at(-1) ?? []);
}

/** Charge that goes through a cell from now on, whatever way it is driven, A s. */
export function countCharge(cell: Cell): { inC: number; outC: number } {
  const count = { inC: 0, outC: 0 };
  const step = cell.step.bind(cell);
  cell.step = (currentA, durationS, endA) => {
    if (currentA > 0) count.inC += currentA * durationS;
    else count.outC -= currentA * durationS;
    step(currentA, durationS, endA);
  };
  return count;
}
