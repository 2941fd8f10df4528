import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  violations,
  type Limits,
  type Protocol,
  type Step,
  type Termination,
} from '../../drivers/protocol.js';

const LIMITS: Limits = { minVoltageV: 2.5, maxVoltageV: 4.2, maxCurrentA: 0.01, maxTemperatureK: 333.15 };
const HOUR: Termination = { quantity: 'time', value: 3600 };

function found(...steps: Step[]): string[] {
  return violations({ steps, record: { everyS: 60, everyV: 0.01 }, limits: LIMITS });
}

function current(currentA: number, ...until: Termination[]): Step {
  return { kind: 'constant-current', currentA, until };
}

const REST: Step = { kind: 'rest', durationS: 1 };

function held(...until: Termination[]): Step {
  return { kind: 'constant-voltage', voltageV: 4, until };
}

describe('a protocol', () => {
  it('within its limits has nothing against it', () => {
    const steps: Step[] = [
      { kind: 'temperature', temperatureK: 318.15 },
      { kind: 'rest', durationS: 60, until: [{ quantity: 'voltage-rate', value: 1e-6 }] },
      { kind: 'pulse', currentA: -0.01 },
      { kind: 'impedance', fromHz: 1e5, toHz: 0.01, perDecade: 6 },
      { kind: 'constant-power', powerW: -0.02, until: [{ quantity: 'voltage', value: 2.5 }] },
      {
        kind: 'loop',
        times: 3,
        steps: [
          current(0.01, { quantity: 'voltage', value: 4.2 }, HOUR),
          { kind: 'constant-voltage', voltageV: 4.2, until: [{ quantity: 'current', value: 1e-4 }] },
          current(-0.01, { quantity: 'voltage', value: 2.5 }),
        ],
      },
    ];
    expect(found(...steps)).toEqual([]);
  });

  it.each<[string, Step, RegExp]>([
    ['too large a current', current(0.02, HOUR), /current 0.02 A, limit 0.01 A/],
    ['too large a discharge', current(-0.02, HOUR), /current -0.02 A/],
    ['no current at all', current(0, HOUR), /current 0 A/],
    ['a current that is no number', current(NaN, HOUR), /current NaN A/],
    ['a voltage that is held too high', { kind: 'constant-voltage', voltageV: 4.3, until: [HOUR] }, /4.3 V/],
    ['a voltage that is no number', { kind: 'constant-voltage', voltageV: NaN, until: [HOUR] }, /NaN V/],
    ['a charge that ends too high', current(0.01, { quantity: 'voltage', value: 4.3 }), /voltage 4.3 V/],
    ['a discharge that ends too low', current(-0.01, { quantity: 'voltage', value: 2 }), /voltage 2 V/],
    ['a step that never ends', current(0.01), /would never end/],
    ['a step that ends before it begins', current(0.01, { quantity: 'time', value: 0 }), /ends at time 0/],
    ['too hot a chamber', { kind: 'temperature', temperatureK: 340 }, /temperature 340 K/],
    ['a temperature in the wrong unit', { kind: 'temperature', temperatureK: -25 }, /temperature -25 K/],
    ['a rest of no length', { kind: 'rest', durationS: 0 }, /a rest of 0 s/],
    ['a rest that is no number', { kind: 'rest', durationS: NaN }, /a rest of NaN s/],
    ['half a loop', { kind: 'loop', times: 0.5, steps: [REST] }, /a loop of 0.5 passes/],
    ['a loop around nothing', { kind: 'loop', times: 2, steps: [] }, /a loop without steps/],
    ['more passes than any life has', { kind: 'loop', times: 1e7, steps: [REST] }, /10000000 runs/],
    [
      'a current that ends a current',
      current(0.01, { quantity: 'current', value: 1e-3 }),
      /cannot end at a cur/,
    ],
    ['a voltage that ends a held one', held({ quantity: 'voltage', value: 4 }), /cannot end at a voltage/],
    [
      'a rate that never falls so low',
      current(0.01, { quantity: 'voltage-rate', value: 0 }),
      /voltage-rate 0/,
    ],
    [
      'too much power',
      { kind: 'constant-power', powerW: 0.05, until: [HOUR] },
      /power 0.05 W, limit 0.042 W/,
    ],
    ['too long a pulse', { kind: 'pulse', currentA: 0.01, durationS: 7200 }, /durationS 7200 s of a pulse/],
    ['a sweep upwards', { kind: 'impedance', fromHz: 1, toHz: 10, perDecade: 6 }, /fromHz 1 to toHz 10/],
    ['no points', { kind: 'impedance', fromHz: 10, toHz: 1, perDecade: 0 }, /perDecade 0/],
  ])('is told about %s', (_what, step, sentence) => {
    expect(found(step)).toEqual([expect.stringMatching(sentence)]);
  });

  it('is told everything at once, each with its place, in loops within loops', () => {
    const inner: Step = { kind: 'loop', times: 2, steps: [current(1, HOUR)] };
    const loop: Step = { kind: 'loop', times: 0, steps: [{ kind: 'rest', durationS: 1 }, inner] };
    expect(found({ kind: 'rest', durationS: -1 }, loop)).toEqual([
      'step 1: a rest of -1 s',
      'step 2: a loop of 0 passes',
      expect.stringMatching(/^step 2\.2\.1: current 1 A/),
    ]);
  });

  it('is told about a recording that never records', () => {
    const protocol: Protocol = {
      steps: [REST],
      record: { everyS: 0, everyV: 0.01, everyA: -1 },
      limits: LIMITS,
    };
    expect(violations(protocol)).toEqual([
      'record: everyS 0, expected more than 0',
      'record: everyA -1, expected more than 0',
    ]);
  });

  it('may be held against narrower limits than its own', () => {
    const protocol: Protocol = {
      steps: [current(0.01, HOUR)],
      record: { everyS: 60, everyV: 0.01 },
      limits: LIMITS,
    };
    expect(violations(protocol)).toEqual([]);
    expect(violations(protocol, { ...LIMITS, maxCurrentA: 0.005 })).toHaveLength(1);
  });

  it('passes exactly the currents within the limit, in either direction', () => {
    fc.assert(
      fc.property(fc.double({ min: -0.1, max: 0.1, noNaN: true }), (currentA) => {
        const allowed = currentA !== 0 && Math.abs(currentA) <= LIMITS.maxCurrentA;
        expect(found(current(currentA, HOUR)).length === 0).toBe(allowed);
      }),
    );
  });
});
