import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Protocol, Step } from '../../../../drivers/protocol.js';
import { ProtocolRun } from '../../../../simulators/world/protocol/protocol-engine.js';
import { anyFormulation, anyProtocol } from '../arbitraries.js';
import { electrolyte, makeCell } from '../cells.js';
import { chargesByCycle, cycling, LIMITS, protocol } from './protocols.js';
import { cc, cv } from '../../../../bench/physics/reference-steps.js';

const FOREVER_S = 1e9;
const cell = () => makeCell(electrolyte({ VC: 2 }));
const C = cell().nominalCurrentA;

function run(steps: readonly Step[], on = cell(), changes: Partial<Protocol> = {}): ProtocolRun {
  const made = new ProtocolRun(on, { ...protocol(steps), ...changes });
  made.advanceTo(FOREVER_S);
  return made;
}

function charge(until: (Step & { kind: 'constant-current' })['until'], currentA = C / 2): Step {
  return { kind: 'constant-current', currentA, until };
}

/** The voltage, current or time of the last row. */
const last = (made: ProtocolRun) => {
  const [timeS = 0, step, cycle, voltageV = 0, currentA = 0, temperatureK] = made.rows.at(-1)!;
  return { timeS, step, cycle, voltageV, currentA, temperatureK };
};

describe('a protocol run', () => {
  it('moves the same charge as the reference steps, cycle by cycle', () => {
    const made = run([{ kind: 'loop', times: 5, steps: cycling(C, 0.5) }]);
    const reference = cell();
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
    const on = cell();
    const made = run(cycling(C, 0.5), on);
    const { graphite, graphiteCapacityC, filmC, oxidisedC } = on.state;
    const [{ chargeC, dischargeC }] = chargesByCycle(made.rows) as [{ chargeC: number; dischargeC: number }];
    const kept = (graphite - 0.0005) * graphiteCapacityC + filmC + 0.75 * oxidisedC;
    // Graphite that wears shut in lithium is left to a discharge's end, beyond these three steps.
    expect(Math.abs(chargeC - dischargeC - kept)).toBeLessThan(1e-6 * chargeC);
  });

  it('lands on a voltage, a current, a time and a capacity', () => {
    expect(last(run([charge([{ quantity: 'voltage', value: 4 }])])).voltageV).toBeCloseTo(4, 4);
    expect(last(run([charge([{ quantity: 'time', value: 777 }])])).timeS).toBeCloseTo(777, 9);
    expect(last(run([charge([{ quantity: 'capacity', value: 3.6 }], 2e-3)])).timeS).toBeCloseTo(1800, 6);
    const held = run([
      charge([{ quantity: 'voltage', value: 4 }]),
      { kind: 'constant-voltage', voltageV: 4, until: [{ quantity: 'current', value: 3e-4 }] },
    ]);
    expect(last(held).currentA).toBeCloseTo(3e-4, 8);
    expect(last(held).voltageV).toBeCloseTo(4, 4);
  });

  it('lands on a capacity while it holds a voltage', () => {
    const up = charge([{ quantity: 'voltage', value: 4 }]);
    const hold: Step = {
      kind: 'constant-voltage',
      voltageV: 4,
      until: [{ quantity: 'capacity', value: 0.5 }],
    };
    const made = run([{ kind: 'loop', times: 1, steps: [up] }, hold]);
    expect(chargesByCycle(made.rows)[1]!.chargeC).toBeCloseTo(0.5, 6);
  });

  it('does not depend on how often it is advanced', () => {
    const program = protocol(cycling(C, 0.5));
    const atOnce = new ProtocolRun(cell(), program);
    atOnce.advanceTo(FOREVER_S);
    const bitByBit = new ProtocolRun(cell(), program);
    for (let timeS = 0; bitByBit.state === 'running'; timeS += 137) bitByBit.advanceTo(timeS);
    expect(bitByBit.rows).toEqual(atOnce.rows);
  });

  it('shows no row of the future, and stops the cell where the clock stands', () => {
    const [rested, stopped] = [cell(), cell()];
    run([{ kind: 'rest', durationS: 5000 }], rested);
    const made = new ProtocolRun(stopped, protocol([{ kind: 'rest', durationS: 1e6 }]));
    made.advanceTo(4000);
    expect(Math.max(...made.rows.map((row) => row[0]!))).toBeLessThanOrEqual(4000);
    made.stop(5000);
    expect(made.state).toBe('aborted');
    expect(stopped.state.ageS).toBeCloseTo(rested.state.ageS, 6);
    expect(last(made).timeS).toBeCloseTo(5000, 6);
    made.advanceTo(FOREVER_S);
    expect(stopped.state.ageS).toBeCloseTo(5000, 6);
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

  it('opens the channel at a voltage limit', () => {
    const limits = { ...LIMITS, maxVoltageV: 4.3, minVoltageV: 2.5 };
    const over = run([charge([{ quantity: 'time', value: 1e6 }])], cell(), { limits });
    expect(over).toMatchObject({ state: 'failed', fault: { code: 'limit-voltage' } });
    expect(last(over).voltageV).toBeCloseTo(4.3, 4);
    const under = run([charge([{ quantity: 'time', value: 1e6 }], -C / 2)], cell(), { limits });
    expect(under.fault?.code).toBe('limit-voltage');
  });

  it('opens the channel at the current limit', () => {
    const shorted = makeCell(electrolyte(), { defects: { shortOhm: 1 } });
    const until = [{ quantity: 'time', value: 3600 }] as const;
    const made = run([{ kind: 'constant-voltage', voltageV: 4, until }], shorted);
    expect(made).toMatchObject({ state: 'failed', fault: { code: 'limit-current' } });
  });

  it('never lifts a hard short off the ground', () => {
    const shorted = makeCell(electrolyte(), { defects: { shortOhm: 1 } });
    const made = run(
      [{ kind: 'rest', durationS: 43_200 }, charge([{ quantity: 'time', value: 3600 }])],
      shorted,
    );
    expect(made.state).toBe('completed');
    for (const row of made.rows) expect(Math.abs(row[3]!)).toBeLessThan(0.01);
  });

  it('refuses a protocol that leaves its own limits', () => {
    expect(() => run([charge([{ quantity: 'voltage', value: 5 }])])).toThrow(/step 1: voltage 5 V/);
  });

  it('knows where it stands and about how long it takes', () => {
    const made = new ProtocolRun(cell(), protocol([{ kind: 'loop', times: 3, steps: cycling(C, 0.5) }]));
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

describe('whatever is asked of any cell', () => {
  it('every run ends, with finite rows in the order of time', () => {
    fc.assert(
      fc.property(
        anyFormulation,
        anyProtocol,
        fc.option(fc.constantFrom(0.5, 50, 5e3, 5e5)),
        (mix, program, ohm) => {
          const on = makeCell(mix, { defects: ohm === null ? {} : { shortOhm: ohm } });
          const made = new ProtocolRun(on, program);
          made.advanceTo(FOREVER_S);
          expect(made.state).not.toBe('running');
          expect(made.state === 'failed').toBe(made.fault !== undefined);
          expect(made.rows.flat().every(Number.isFinite)).toBe(true);
          const times = made.rows.map((row) => row[0]!);
          expect(times).toEqual([...times].sort((a, b) => a - b));
          for (const value of Object.values(on.snapshot()).flat()) {
            if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
