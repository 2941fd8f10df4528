import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  failureOf,
  judgeCell,
  judgeElectrolyte,
  judgeFormation,
} from '../../../agent/experiment/diagnosis.js';
import type { CommandState } from '../../../agent/record/lab-event.js';

const settled = (state: CommandState, code?: string) => ({
  jobId: 'E1.form',
  state,
  ...(code === undefined ? {} : { fault: { code, message: 'as it said' } }),
});

describe('a command that did not complete', () => {
  it.each([
    ['failed', 'channel-hardware', 'channel-fault', 'machine', 'equipment_failure'],
    ['interrupted', 'power-loss', 'power-loss', 'machine', 'power_outage'],
    ['interrupted', undefined, 'power-loss', 'machine', 'power_outage'],
    ['failed', 'stock-empty', 'stock-empty', 'machine', 'other'],
    ['failed', 'limit-voltage', 'limit-voltage', 'unknown', 'premature_termination'],
    ['failed', 'limit-temperature', 'limit-temperature', 'machine', 'temperature_excursion'],
    ['failed', 'something-new', 'instrument-fault', 'unknown', 'equipment_failure'],
    ['aborted', 'stop', 'stopped', 'operator', 'operator_intervention'],
    ['not-executed', 'refused', 'refused', 'unknown', 'software_error'],
    ['unknown', 'not-sent', 'link-lost', 'machine', 'communication_loss'],
    ['unknown', 'stopped', 'stopped', 'operator', 'operator_intervention'],
    ['not-executed', 'stopped', 'stopped', 'operator', 'operator_intervention'],
  ] as const)('as %s with %s is %s, of the %s (%s)', (state, code, cause, attribution, category) => {
    const failure = failureOf('formation', settled(state, code));
    expect(failure).toMatchObject({ stage: 'formation', jobId: 'E1.form', cause, attribution, category });
    expect(failure?.evidence).toContain(code ?? state);
  });

  it('is no failure when it completed', () => {
    expect(failureOf('formation', settled('completed'))).toBeUndefined();
  });
});

describe('the codes that instruments give', () => {
  const simulators = fileURLToPath(new URL('../../../simulators', import.meta.url));

  /** Codes of job faults, as the sources of the simulated instruments spell them. */
  function codesGiven(): string[] {
    const files = readdirSync(simulators, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /^(robot|station|cycler|world)\/.*\.ts$/.test(name),
    );
    const sources = files.map((name) => readFileSync(join(simulators, name), 'utf8'));
    const spelled = [
      /\bcode: '([a-z-]+)'(?! as const)/g,
      /new (?:ProgramFault|JobFailed)\(\s*'([a-z-]+)'/g,
      /failAtOnce\(\s*jobId,\s*'([a-z-]+)'/g,
      /\? error\.code : '([a-z-]+)'/g,
    ];
    return sources.flatMap((text) =>
      spelled.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1]!)),
    );
  }

  it('are all known to the diagnosis', () => {
    const codes = [...new Set(codesGiven())];
    expect(codes.length).toBeGreaterThan(10);
    const strange = codes.filter(
      (code) => failureOf('formation', settled('failed', code))?.cause === 'instrument-fault',
    );
    expect(strange).toEqual([]);
  });
});

describe('an electrolyte', () => {
  const vial = {
    kind: 'formulate',
    vialId: 'V1',
    worstDeviation: 0.4,
    worstIngredient: 'VC',
    turbidity: 0.05,
  } as const;

  it('that is clear and weighed right is used', () => {
    expect(judgeElectrolyte(vial, 'j')).toBeUndefined();
  });

  it('that is cloudy is a fault of the recipe', () => {
    const failure = judgeElectrolyte({ ...vial, turbidity: 0.7 }, 'j');
    expect(failure).toMatchObject({ cause: 'insoluble', attribution: 'recipe', stage: 'formulation' });
  });

  it('that is cloudy after a wrong dose is a fault of the machine', () => {
    const failure = judgeElectrolyte({ ...vial, worstDeviation: 4, turbidity: 0.7 }, 'j');
    expect(failure).toMatchObject({ cause: 'dispensing-error', attribution: 'machine' });
    expect(failure?.evidence).toContain('VC off by 4.0 times');
  });
});

describe('a cell', () => {
  it.each([
    [0.0004, 'hard-short'],
    [0.3, undefined],
  ])('of %d V after assembly is judged %s', (openCircuitVoltageV, cause) => {
    const cell = { kind: 'assemble', cellId: 'C1', openCircuitVoltageV, placementConfidence: 0.9 } as const;
    expect(judgeCell(cell, 'j')?.cause).toBe(cause);
  });

  it('is dead below about a third of its capacity, and only then', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1.2, noNaN: true }), (share) => {
        const failure = judgeFormation(share * 17, 17, 'j');
        expect(failure?.attribution).toBe(share < 0.35 ? 'recipe' : undefined);
      }),
    );
  });
});
