import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Limits, Step } from '../../../../drivers/protocol.js';
import { cc, cv } from '../../../../bench/physics/reference-steps.js';
import { ProtocolRun } from '../../../../simulators/world/protocol/protocol-engine.js';
import { anyFormulation, anyProtocol } from '../arbitraries.js';
import { makeCell } from '../cells.js';
import {
  at,
  C,
  chargesByCycle,
  countCharge,
  current,
  cycling,
  FOREVER_S,
  last,
  named,
  protocol,
  run,
  soaked,
} from './protocols.js';

describe('a protocol run', () => {
  it('moves the same charge as the reference steps, cycle by cycle', () => {
    const made = run([{ kind: 'loop', times: 5, steps: cycling(C, 0.5) }]);
    const reference = soaked();
    for (const { chargeC, dischargeC } of chargesByCycle(made.rows)) {
      const up =
        cc(reference, C / 2, 4.2, 14_400).chargeAh + cv(reference, 4.2, C / 2, 0.05 * C, 14_400).chargeAh;
      const down = cc(reference, -C / 2, 2.8, 14_400).chargeAh;
      reference.wearGraphite(0.5, down / C);
      expect(Math.abs(chargeC / 3600 / up - 1)).toBeLessThan(5e-4);
      expect(Math.abs(dischargeC / 3600 / down - 1)).toBeLessThan(5e-4);
      expect(Math.abs(dischargeC / chargeC - down / up)).toBeLessThan(5e-5);
    }
  });

  it('shows in its rows exactly the charge that went through the cell', () => {
    const on = soaked();
    const count = countCharge(on);
    const { rows } = run(cycling(C, 0.5), { on });
    const [{ chargeC, dischargeC }] = chargesByCycle(rows) as [{ chargeC: number; dischargeC: number }];
    expect(Math.abs(chargeC / count.inC - 1)).toBeLessThan(1e-9);
    expect(Math.abs(dischargeC / count.outC - 1)).toBeLessThan(1e-9);
  });

  it('does not depend on how often it is advanced', () => {
    const program = protocol(cycling(C, 0.5));
    const atOnce = new ProtocolRun(soaked(), program);
    atOnce.advanceTo(FOREVER_S);
    const bitByBit = new ProtocolRun(soaked(), program);
    for (let timeS = 0; bitByBit.state === 'running'; timeS += 137) bitByBit.advanceTo(timeS);
    expect(bitByBit.rows).toEqual(atOnce.rows);
  });

  it('shows no row of the future, and stops the cell where the clock stands', () => {
    const [rested, stopped] = [soaked(), soaked()];
    run([{ kind: 'rest', durationS: 5000 }], { on: rested });
    const made = new ProtocolRun(stopped, protocol([{ kind: 'rest', durationS: 1e6 }]));
    made.advanceTo(4000);
    expect(Math.max(...made.rows.map((row) => row[0]!))).toBeLessThanOrEqual(4000);
    made.stop(5000);
    expect(made.state).toBe('aborted');
    expect(stopped.state.ageS).toBeCloseTo(rested.state.ageS, 6);
    expect(last(made).timeS).toBeCloseTo(5000, 6);
    made.advanceTo(FOREVER_S);
    expect(stopped.state.ageS).toBeCloseTo(rested.state.ageS, 6);
  });

  it('records by time and by voltage change and at both ends of each step', () => {
    const { rows } = run([{ kind: 'rest', durationS: 3600 }, ...cycling(C, 0.5)]);
    expect(rows[0]).toEqual([0, 1, 1, expect.any(Number), 0, 298.15]);
    for (let i = 1; i < rows.length; i++) {
      const [before, after] = [rows[i - 1]!, rows[i]!];
      if (before[1] !== after[1]) {
        expect(after[0]).toBe(before[0]);
        continue;
      }
      expect(after[0]!).toBeGreaterThan(before[0]!);
      expect(after[0]! - before[0]!).toBeLessThan(60 + 1e-6);
      if (after[0]! - before[0]! > 0.11) expect(Math.abs(after[3]! - before[3]!)).toBeLessThan(0.0075);
    }
  });

  it('numbers steps in the order of the text and cycles by passes', () => {
    const rest: Step = { kind: 'rest', durationS: 10 };
    const { rows } = run([rest, { kind: 'loop', times: 2, steps: [rest, rest] }, rest]);
    const places = [...new Set(rows.map((row) => `${row[1]!}/${row[2]!}`))];
    expect(places).toEqual(['1/1', '2/1', '3/1', '2/2', '3/2', '4/3']);
  });

  it('records by current change when asked', () => {
    const record = { everyS: 1e9, everyV: 1e3, everyA: C / 100 };
    const up = current(C / 2, at('voltage', 4.1));
    const hold: Step = { kind: 'constant-voltage', voltageV: 4.1, until: [at('current', 0.05 * C)] };
    const rows = run([up, hold], { record }).rows;
    expect(rows.filter((row) => row[1] === 1)).toHaveLength(2);
    const currents = rows.filter((row) => row[1] === 2).map((row) => row[4]!);
    currents.slice(1).forEach((currentA, index) => {
      expect(Math.abs(currentA - currents[index]!)).toBeLessThan(1.001 * record.everyA);
    });
  });

  it('hands each row over once, and keeps none that was taken', () => {
    const program = protocol(cycling(C, 0.5));
    const whole = new ProtocolRun(soaked(), program);
    whole.advanceTo(FOREVER_S);
    const made = new ProtocolRun(soaked(), program);
    const taken = Array.from({ length: 40 }, (_, hour) => {
      made.advanceTo(1800 * hour);
      return made.takeRows();
    });
    expect(taken.flat()).toEqual(whole.rows);
    expect(made.rows).toEqual([]);
  });

  it('knows where it stands and about how long it takes', () => {
    const made = new ProtocolRun(soaked(), protocol([{ kind: 'loop', times: 3, steps: cycling(C, 0.5) }]));
    made.advanceTo(6 * 3600);
    expect(made.state).toBe('running');
    expect(made.position.cycle).toBe(2);
    expect(made.testTimeS).toBeLessThanOrEqual(6 * 3600);
    const expectedS = made.expectedTimeS;
    made.advanceTo(FOREVER_S);
    expect(made.testTimeS / expectedS).toBeGreaterThan(0.5);
    expect(made.testTimeS / expectedS).toBeLessThan(1.5);
  });
});

/** Millivolts by which a current that runs straight may miss the voltage that it is to hold within a stride. */
const REGULATION_V = 5e-3;

function isOutside(row: readonly number[], limits: Limits): boolean {
  const { voltageV, currentA, temperatureK } = named(row);
  return (
    (currentA > 0 && voltageV > limits.maxVoltageV + REGULATION_V) ||
    (currentA < 0 && voltageV < limits.minVoltageV - REGULATION_V) ||
    Math.abs(currentA) > limits.maxCurrentA * (1 + 3e-6) ||
    temperatureK > limits.maxTemperatureK + 0.01
  );
}

describe('whatever is asked of any cell', () => {
  it('every run ends, with finite rows in the order of time, within its limits', () => {
    fc.assert(
      fc.property(
        anyFormulation,
        anyProtocol,
        fc.option(fc.constantFrom(0.5, 50, 5e3, 5e5)),
        (mix, program, ohm) => {
          const on = makeCell(mix, { defects: ohm === null ? {} : { shortOhm: ohm } });
          const count = countCharge(on);
          const made = new ProtocolRun(on, program);
          made.advanceTo(FOREVER_S);
          expect(made.state).not.toBe('running');
          expect(made.state === 'failed').toBe(made.fault !== undefined);
          expect(made.rows.every((row) => row.slice(0, 6).every(Number.isFinite))).toBe(true);
          expect(made.rows.filter((row, k) => row[0]! < (made.rows[k - 1]?.[0] ?? 0))).toEqual([]);
          expect(made.rows.filter((row) => isOutside(row, program.limits))).toEqual([]);
          const shown = chargesByCycle(made.rows);
          const inC = shown.reduce((sum, { chargeC }) => sum + chargeC, 0);
          const outC = shown.reduce((sum, { dischargeC }) => sum + dischargeC, 0);
          expect(Math.abs(inC - count.inC)).toBeLessThanOrEqual(1e-6 * count.inC);
          expect(Math.abs(outC - count.outC)).toBeLessThanOrEqual(1e-6 * count.outC);
          for (const value of Object.values(on.snapshot()).flat()) {
            if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
