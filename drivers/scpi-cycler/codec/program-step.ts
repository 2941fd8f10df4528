/**
 * The steps of a program, a line each: `REST`, `TEMP`, `CC`, `CV`, `CCCV`, `CP`, `PULS`, `IMP`, and `LOOP` ... `NEXT`, which
 * may nest. Values come first, then pairs of quantity and value that end the step. Units: s, V, A, W, K, Hz, A s, V/s.
 */
import type { Step } from '../../protocol.js';
import { encodeEndings } from './program-ending.js';
import { CodecError, formatNumber, parseCount, splitParameters } from './scpi-text.js';
import { ParameterReader } from './parameter-reader.js';

/** @throws {CodecError} when a step is of no known kind or holds a number that is not finite */
export function encodeSteps(steps: readonly Step[]): string[] {
  return steps.flatMap((step) => {
    switch (step.kind) {
      case 'rest':
        return [line('REST', [step.durationS]) + encodeEndings(step.until ?? [])];
      case 'temperature':
        return [line('TEMP', [step.temperatureK])];
      case 'constant-current':
        return [line('CC', [step.currentA]) + encodeEndings(step.until)];
      case 'constant-voltage':
        return [line('CV', [step.voltageV]) + encodeEndings(step.until)];
      case 'constant-current-constant-voltage':
        return [line('CCCV', [step.currentA, step.voltageV]) + encodeEndings(step.until)];
      case 'constant-power':
        return [line('CP', [step.powerW]) + encodeEndings(step.until)];
      case 'pulse':
        return [line('PULS', [step.currentA, ...(step.durationS === undefined ? [] : [step.durationS])])];
      case 'impedance':
        return [line('IMP', [step.fromHz, step.toHz, step.perDecade])];
      case 'loop':
        return [line('LOOP', [step.times]), ...encodeSteps(step.steps), 'NEXT'];
      default:
        throw new CodecError('a step of a known kind', JSON.stringify(step satisfies never));
    }
  });
}

function line(word: string, values: readonly number[]): string {
  const bad = values.find((value) => !Number.isFinite(value));
  if (bad !== undefined) throw new CodecError(`finite numbers in a ${word} step`, String(bad));
  return [word, ...values.map(formatNumber)].join(',');
}

/** @throws {CodecError} which names the line (counted from 1) and the field; and unless every loop is closed */
export function decodeSteps(lines: readonly string[]): Step[] {
  const open: { readonly times: number; readonly steps: Step[] }[] = [{ times: 1, steps: [] }];
  lines.forEach((text, index) => {
    const [word = '', ...parameters] = splitParameters(text);
    const read = new ParameterReader(`step line ${index + 1}`, text, parameters);
    if (word === 'LOOP') {
      open.push({ times: parseCount(read.only('times'), 1), steps: [] });
      return;
    }
    const step = word === 'NEXT' ? closed(open.pop(), open.length, read) : decodeStep(word, read);
    open.at(-1)?.steps.push(step);
  });
  const [whole, inner] = open;
  if (!whole || inner) throw new CodecError('a NEXT for every LOOP', lines.at(-1) ?? '');
  return whole.steps;
}

function closed(
  loop: { times: number; steps: Step[] } | undefined,
  around: number,
  read: ParameterReader,
): Step {
  read.nothing();
  if (!loop || around === 0) throw new CodecError('a LOOP before its NEXT', read.text);
  return { kind: 'loop', times: loop.times, steps: loop.steps };
}

function decodeStep(word: string, read: ParameterReader): Step {
  switch (word) {
    case 'REST': {
      const [durationS] = read.values('durationS');
      const until = read.endings();
      return { kind: 'rest', durationS, ...(until.length > 0 ? { until } : {}) };
    }
    case 'TEMP':
      return { kind: 'temperature', temperatureK: read.lastValues('temperatureK')[0] };
    case 'CC':
      return { kind: 'constant-current', currentA: read.values('currentA')[0], until: read.endings() };
    case 'CV':
      return { kind: 'constant-voltage', voltageV: read.values('voltageV')[0], until: read.endings() };
    case 'CCCV': {
      const [currentA, voltageV] = read.values('currentA', 'voltageV');
      return { kind: 'constant-current-constant-voltage', currentA, voltageV, until: read.endings() };
    }
    case 'CP':
      return { kind: 'constant-power', powerW: read.values('powerW')[0], until: read.endings() };
    case 'PULS':
      return decodePulse(read);
    case 'IMP': {
      const [fromHz, toHz, perDecade] = read.lastValues('fromHz', 'toHz', 'perDecade');
      return { kind: 'impedance', fromHz, toHz, perDecade };
    }
    default:
      throw new CodecError(
        `${read.where} to be REST, TEMP, CC, CV, CCCV, CP, PULS, IMP, LOOP or NEXT`,
        read.text,
      );
  }
}

function decodePulse(read: ParameterReader): Step {
  const [currentA] = read.values('currentA');
  if (read.isDone) return { kind: 'pulse', currentA };
  return { kind: 'pulse', currentA, durationS: read.lastValues('durationS')[0] };
}
