/** The steps of a program: `REST`, `TEMP`, `CC`, `CV`, and `LOOP` ... `NEXT`, which may nest. */
import type { Step, Termination } from '../../protocol.js';
import { CodecError, formatNumber, parseCount, parseNumber, splitParameters } from './scpi-text.js';

const WORDS = { voltage: 'VOLT', current: 'CURR', time: 'TIME', capacity: 'CAP' } as const;
const QUANTITIES = new Map<string, Termination['quantity']>([
  ['VOLT', 'voltage'],
  ['CURR', 'current'],
  ['TIME', 'time'],
  ['CAP', 'capacity'],
]);

/** @throws {CodecError} when a step is of no known kind or holds a number that is not finite */
export function encodeSteps(steps: readonly Step[]): string[] {
  return steps.flatMap((step) => {
    switch (step.kind) {
      case 'rest':
        return [`REST,${written(step.durationS)}`];
      case 'temperature':
        return [`TEMP,${written(step.temperatureK)}`];
      case 'constant-current':
        return [`CC,${written(step.currentA)}${endings(step.until)}`];
      case 'constant-voltage':
        return [`CV,${written(step.voltageV)}${endings(step.until)}`];
      case 'loop':
        return [`LOOP,${written(step.times)}`, ...encodeSteps(step.steps), 'NEXT'];
      default:
        throw new CodecError('a step of a known kind', JSON.stringify(step satisfies never));
    }
  });
}

function endings(until: readonly Termination[]): string {
  return until.map((end) => `,${WORDS[end.quantity]},${written(end.value)}`).join('');
}

function written(value: number): string {
  if (!Number.isFinite(value)) throw new CodecError('a finite number in a step', String(value));
  return formatNumber(value);
}

/** @throws {CodecError} unless the lines are whole steps, every loop closed */
export function decodeSteps(lines: readonly string[]): Step[] {
  const open: { readonly times: number; readonly steps: Step[] }[] = [{ times: 1, steps: [] }];
  for (const line of lines) {
    const [word, ...rest] = splitParameters(line);
    if (word === 'LOOP') {
      open.push({ times: parseCount(only(rest, line), 1), steps: [] });
      continue;
    }
    const step = word === 'NEXT' ? closed(open.pop(), open.length) : decodeStep(word ?? '', rest, line);
    open.at(-1)?.steps.push(step);
  }
  const [whole, inner] = open;
  if (!whole || inner) throw new CodecError('a NEXT for every LOOP', lines.at(-1) ?? '');
  return whole.steps;
}

function closed(loop: { times: number; steps: Step[] } | undefined, around: number): Step {
  if (!loop || around === 0) throw new CodecError('a LOOP before its NEXT', 'NEXT');
  return { kind: 'loop', times: loop.times, steps: loop.steps };
}

function decodeStep(word: string, parameters: readonly string[], line: string): Step {
  const [value = '', ...until] = parameters;
  switch (word) {
    case 'REST':
      return { kind: 'rest', durationS: parseNumber(only(parameters, line)) };
    case 'TEMP':
      return { kind: 'temperature', temperatureK: parseNumber(only(parameters, line)) };
    case 'CC':
      return { kind: 'constant-current', currentA: parseNumber(value), until: terminations(until, line) };
    case 'CV':
      return { kind: 'constant-voltage', voltageV: parseNumber(value), until: terminations(until, line) };
    default:
      throw new CodecError('REST, TEMP, CC, CV, LOOP or NEXT', line);
  }
}

function only(parameters: readonly string[], line: string): string {
  if (parameters.length !== 1) throw new CodecError('one value', line);
  return parameters[0]!;
}

function terminations(words: readonly string[], line: string): Termination[] {
  if (words.length % 2 !== 0) throw new CodecError('pairs of quantity and value', line);
  return Array.from({ length: words.length / 2 }, (_, pair) => {
    const quantity = QUANTITIES.get(words[2 * pair]!);
    if (!quantity) throw new CodecError('VOLT, CURR, TIME or CAP', line);
    return { quantity, value: parseNumber(words[2 * pair + 1]!) };
  });
}
