import { describe, expect, it } from '@jest/globals';
import type { Chamber } from '../../../../simulators/world/protocol/thermostat.js';
import { electrolyte, makeCell } from '../cells.js';
import { at, C, current, last, LIMITS, run, soaked } from './protocols.js';

const LONG = at('time', 1e6);
const limits = { ...LIMITS, maxVoltageV: 4.3, minVoltageV: 2.5 };

describe('a channel opens', () => {
  it('at a voltage limit, above or below', () => {
    const over = run([current(C / 2, LONG)], { limits });
    expect(over).toMatchObject({ state: 'failed', fault: { code: 'limit-voltage' } });
    expect(last(over).voltageV).toBeCloseTo(4.3, 4);
    const on = soaked();
    run([current(C / 2, at('voltage', 4))], { on });
    const under = run([current(-C / 2, LONG)], { on, limits });
    expect(under).toMatchObject({ state: 'failed', fault: { code: 'limit-voltage' } });
    expect(last(under).voltageV).toBeCloseTo(2.5, 4);
  });

  it('before any current flows when the cell is beyond the limit already', () => {
    const made = run([current(-C / 2, LONG)], { on: makeCell(), limits });
    expect(made).toMatchObject({ state: 'failed', fault: { code: 'limit-voltage' } });
    expect(made.rows.map((row) => row[4])).toEqual([0]);
  });

  it('in a pulse, too', () => {
    const on = soaked();
    run([current(C / 2, at('voltage', 4.25))], { on });
    const made = run([{ kind: 'pulse', currentA: 5 * C }], { on, limits });
    expect(made.fault?.code).toBe('limit-voltage');
  });

  it('at the current limit', () => {
    const on = makeCell(electrolyte(), { defects: { shortOhm: 1 } });
    const made = run([{ kind: 'constant-voltage', voltageV: 4, until: [LONG] }], { on });
    expect(made).toMatchObject({ state: 'failed', fault: { code: 'limit-current' } });
  });

  it('when its chamber becomes too hot, at rest as under current', () => {
    const hot: Chamber = { errorK: () => 0, deviationK: (timeS) => timeS / 100, steadyS: 60 };
    const cool = { ...LIMITS, maxTemperatureK: 308.15 };
    for (const step of [{ kind: 'rest' as const, durationS: 1e5 }, current(C / 20, LONG)]) {
      const made = run([step], { limits: cool, chamber: hot });
      expect(made).toMatchObject({ state: 'failed', fault: { code: 'limit-temperature' } });
      expect(last(made).temperatureK).toBeCloseTo(308.15, 2);
    }
  });
});

describe('a channel stays closed', () => {
  it('when a step ends at the limit itself', () => {
    const made = run([current(C / 2, at('voltage', 4.3))], { limits });
    expect(made.state).toBe('completed');
    const tight = { ...limits, maxCurrentA: C / 2, maxTemperatureK: 298.15 };
    const step = { kind: 'constant-current-constant-voltage', currentA: C / 2, voltageV: 4.3 } as const;
    expect(run([{ ...step, until: [at('current', C / 10)] }], { limits: tight }).state).toBe('completed');
  });

  it('on a hard short, which it never lifts off the ground', () => {
    const on = makeCell(electrolyte(), { defects: { shortOhm: 1 } });
    const made = run([{ kind: 'rest', durationS: 43_200 }, current(C / 2, at('time', 3600))], { on });
    expect(made.state).toBe('completed');
    for (const row of made.rows) expect(Math.abs(row[3]!)).toBeLessThan(0.01);
  });

  it('but a protocol that leaves its own limits never begins', () => {
    expect(() => run([current(C, at('voltage', 5))])).toThrow(/step 1: voltage 5 V/);
  });
});
