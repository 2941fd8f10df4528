import { describe, expect, it } from '@jest/globals';
import type { Step } from '../../../../drivers/protocol.js';
import { ProtocolRun } from '../../../../simulators/world/protocol/protocol-engine.js';
import type { Chamber } from '../../../../simulators/world/protocol/thermostat.js';
import { at, last, named, protocol, run, soaked } from './protocols.js';

const HOT: Step = { kind: 'temperature', temperatureK: 313.15 };
const DAY_S = 86_400;

describe('a chamber', () => {
  it('ramps at 2 K/min, and the program waits for it', () => {
    const on = soaked();
    const rows = run([HOT, { kind: 'rest', durationS: 60 }], { on }).rows.map(named);
    const arrival = rows.filter(({ step }) => step === 1).at(-1)!;
    expect(arrival.timeS).toBeCloseTo(450, 6);
    expect(arrival.temperatureK).toBeCloseTo(313.15, 9);
    expect(on.temperatureK).toBeCloseTo(313.15, 9);
    const halfway = rows.find(({ timeS }) => timeS >= 225)!;
    expect(halfway.temperatureK).toBeGreaterThan(304);
    expect(halfway.temperatureK).toBeLessThan(308);
  });

  it('that is there already takes no time', () => {
    expect(last(run([{ kind: 'temperature', temperatureK: 298.15 }])).timeS).toBe(0);
  });

  it('whose sensor is wrong keeps the cell at another temperature than the rows say', () => {
    const on = soaked();
    const wrong: Chamber = { errorK: () => 0.2, deviationK: () => 0, steadyS: 900 };
    const made = run([HOT], { on, chamber: wrong });
    expect(on.temperatureK).toBeCloseTo(313.35, 9);
    expect(last(made).temperatureK).toBeCloseTo(313.15, 9);
  });

  it('that drifts over the day moves the cell while a program runs', () => {
    const on = soaked();
    const swing: Chamber = {
      errorK: (timeS) => 0.3 * Math.sin((2 * Math.PI * timeS) / DAY_S),
      deviationK: () => 0,
      steadyS: 900,
    };
    const made = new ProtocolRun(on, protocol([{ kind: 'rest', durationS: DAY_S }]), swing);
    for (const [hours, expectedK] of [
      [6, 298.45],
      [18, 297.85],
    ] as const) {
      made.advanceTo(3600 * hours);
      expect(Math.abs(on.temperatureK - expectedK)).toBeLessThan(0.03);
    }
    expect(new Set(made.rows.map((row) => row[5]))).toEqual(new Set([298.15]));
  });

  it('that leaves its temperature ends a rest that waits for it', () => {
    const excursion: Chamber = { errorK: () => 0, deviationK: (timeS) => timeS / 1000, steadyS: 300 };
    const made = run([{ kind: 'rest', durationS: DAY_S, until: [at('temperature', 303.15)] }], {
      chamber: excursion,
    });
    expect(last(made).timeS).toBeCloseTo(5000, 0);
  });
});
