import { describe, expect, it } from '@jest/globals';
import type { Step } from '../../../../drivers/protocol.js';
import { impedance } from '../../../../simulators/world/measurement/impedance.js';
import { at, C, countCharge, current, cycling, last, named, run, soaked } from './protocols.js';

const UP = current(C / 2, at('voltage', 4));

function hold(voltageV: number, ...until: ReturnType<typeof at>[]): Step {
  return { kind: 'constant-voltage', voltageV, until };
}

describe('a step lands on', () => {
  it('a voltage, in either direction', () => {
    expect(last(run([UP])).voltageV).toBeCloseTo(4, 4);
    expect(last(run([UP, current(-C, at('voltage', 3.2))])).voltageV).toBeCloseTo(3.2, 4);
  });

  it('a time and a capacity', () => {
    expect(last(run([current(C / 2, at('time', 777))])).timeS).toBeCloseTo(777, 9);
    expect(last(run([current(2e-3, at('capacity', 3.6))])).timeS).toBeCloseTo(1800, 6);
    expect(last(run([{ kind: 'rest', durationS: 1234.5 }])).timeS).toBeCloseTo(1234.5, 9);
  });

  it('a current and a capacity while it holds a voltage', () => {
    const cut = last(run([UP, hold(4, at('current', 3e-4))]));
    expect(cut.currentA).toBeCloseTo(3e-4, 9);
    expect(cut.voltageV).toBeCloseTo(4, 4);
    const on = soaked();
    run([UP], { on });
    const moved = countCharge(on);
    run([hold(4, at('capacity', 0.5))], { on });
    expect(moved.inC).toBeCloseTo(0.5, 8);
  });

  it('a rate of voltage, where a rest has relaxed so far', () => {
    const rows = run([
      UP,
      { kind: 'rest', durationS: 1e6, until: [at('voltage-rate', 1e-6)] },
      { kind: 'rest', durationS: 100 },
    ]).rows.map(named);
    const [rested, then] = [rows.filter(({ step }) => step === 2), rows.filter(({ step }) => step === 3)];
    expect(rested.at(-1)!.timeS - rested[0]!.timeS).toBeLessThan(86_400);
    expect((then[0]!.voltageV - then.at(-1)!.voltageV) / 100 / 1e-6).toBeGreaterThan(0.7);
    expect((then[0]!.voltageV - then.at(-1)!.voltageV) / 100 / 1e-6).toBeLessThan(1.01);
  });

  it('whichever of its ends comes first', () => {
    const ends = [at('voltage', 4.2), at('capacity', 1), at('time', 3600)];
    for (const until of [ends, [...ends].reverse()]) {
      const on = soaked();
      const moved = countCharge(on);
      run([current(2e-3, ...until)], { on });
      expect(moved.inC).toBeCloseTo(1, 8);
    }
  });
});

describe('constant current, then constant voltage', () => {
  const both: Step = {
    kind: 'constant-current-constant-voltage',
    currentA: C / 2,
    voltageV: 4.2,
    until: [at('current', 0.05 * C), at('time', 36_000)],
  };

  it('does as one step what the two do one after the other', () => {
    const [one, two] = [soaked(), soaked()];
    const rows = run([both], { on: one }).rows;
    run(cycling(C, 0.5).slice(0, 2), { on: two });
    expect(one.state.graphite).toBeCloseTo(two.state.graphite, 6);
    expect(new Set(rows.map(([, step]) => step))).toEqual(new Set([1]));
    expect(named(rows.at(-1)!).currentA).toBeCloseTo(0.05 * C, 8);
  });

  it('counts its time over both', () => {
    const alone = last(run([{ ...both, until: [at('current', 0.05 * C)] }])).timeS;
    const cut = run([{ ...both, until: [at('current', 1e-6), at('time', alone)] }]);
    expect(last(cut).timeS).toBeCloseTo(alone, 6);
  });

  it('leaves a cell alone that is beyond the voltage already', () => {
    const on = soaked();
    run([both], { on });
    const again = run([{ ...both, voltageV: 4 }], { on });
    expect(again.rows.every((row) => named(row).currentA === 0)).toBe(true);
    expect(again.state).toBe('completed');
  });
});

describe('constant power', () => {
  it('gives the power that was asked for at every row', () => {
    const powerW = -3.7 * C;
    const rows = run([
      ...cycling(C, 0.5).slice(0, 2),
      { kind: 'constant-power', powerW, until: [at('voltage', 2.8)] },
    ])
      .rows.map(named)
      .filter(({ step }) => step === 3);
    for (const { voltageV, currentA } of rows) expect((voltageV * currentA) / powerW).toBeCloseTo(1, 3);
    expect(rows.at(-1)!.voltageV).toBeCloseTo(2.8, 4);
    expect(rows.at(-1)!.currentA / rows[0]!.currentA).toBeGreaterThan(1.3);
  });

  it('opens the channel when the current it needs is too large', () => {
    const limits = { minVoltageV: 1, maxVoltageV: 4.5, maxCurrentA: C, maxTemperatureK: 340 };
    const made = run([UP, { kind: 'constant-power', powerW: -3.4 * C, until: [at('voltage', 2)] }], {
      limits,
    });
    expect(made.fault?.code).toBe('limit-current');
    expect(last(made).currentA).toBeCloseTo(-C, 7);
  });
});

describe('a pulse', () => {
  it('begins and ends at rest, and shows the resistance in between', () => {
    const on = soaked();
    run([UP, { kind: 'rest', durationS: 7200 }], { on });
    const expected = (on.endVoltage(-C / 10, 10) - on.openCircuitVoltageV) / (-C / 10);
    const rows = run([{ kind: 'pulse', currentA: -C / 10 }], { on }).rows.map(named);
    expect(rows.map(({ currentA }) => currentA)).toEqual([0, -C / 10, -C / 10, 0]);
    expect(rows.map(({ timeS }) => timeS)).toEqual([0, 0, 10, 10]);
    expect((rows[2]!.voltageV - rows[0]!.voltageV) / (-C / 10) / expected).toBeCloseTo(1, 4);
    expect(rows[3]!.voltageV).toBeGreaterThan(rows[2]!.voltageV);
  });
});

describe('a sweep at the channel', () => {
  const sweep: Step = { kind: 'impedance', fromHz: 1e5, toHz: 0.1, perDecade: 6 };

  it('comes as rows of the same job, the impedance of the cell as it rests', () => {
    const on = soaked();
    const { rows } = run([UP, { kind: 'rest', durationS: 3600 }, sweep], { on });
    expect(rows.every((row) => row.length === 9)).toBe(true);
    const points = rows.filter((row) => !Number.isNaN(row[6]));
    expect(points).toHaveLength(37);
    expect(points.every((row) => row[1] === 3 && row[4] === 0)).toBe(true);
    impedance(on, [0.1]).forEach(({ realOhm, imaginaryOhm }) => {
      expect(points.at(-1)![7]! / realOhm).toBeCloseTo(1, 4);
      expect(points.at(-1)![8]! / imaginaryOhm).toBeCloseTo(1, 3);
    });
  });

  it('takes as long as whole periods take', () => {
    expect(last(run([{ ...sweep, fromHz: 0.1 }])).timeS).toBeCloseTo(30, 6);
  });
});
