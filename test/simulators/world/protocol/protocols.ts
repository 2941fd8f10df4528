/** Protocols that several suites use, and the sums over their rows. */
import type { Limits, Protocol, Step } from '../../../../drivers/protocol.js';

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
