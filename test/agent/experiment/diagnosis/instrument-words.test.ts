import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { failureOf } from '../../../../agent/experiment/diagnosis/instrument-words.js';
import type { CommandState } from '../../../../agent/record/bodies/work.js';

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
    ['failed', 'limit-temperature', 'temperature-excursion', 'machine', 'temperature_excursion'],
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
  const simulators = fileURLToPath(new URL('../../../../simulators', import.meta.url));

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
