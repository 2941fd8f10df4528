/** A cycle of the test mode from options in the order in which they were given. */
import { InvalidArgumentError } from 'commander';
import { CELL_SETS, type CellSet, type PublishedStep } from '../../../config/cell-task.js';
import { within } from '../arguments.js';
import { cRate, duration } from './quantities.js';

/** One option of a cycle, still without the set it belongs to. */
export type CycleOption =
  | { readonly option: 'charge' | 'discharge' | 'hold'; readonly rate: number }
  | { readonly option: 'to' | 'down-to'; readonly voltageV: number }
  | { readonly option: 'rest'; readonly durationS: number };

const voltage = within(0.5, 5, 'V');

/** Reads one option's text, for commander. */
export function cycleOption(option: CycleOption['option'], text: string): CycleOption {
  switch (option) {
    case 'charge':
    case 'discharge':
    case 'hold':
      return { option, rate: cRate(text) };
    case 'to':
    case 'down-to':
      return { option, voltageV: voltage(text) };
    case 'rest':
      return { option, durationS: duration(text) };
  }
}

/**
 * The steps of a cycle: `--to` and `--down-to` belong to the charge or discharge before them, `--hold` holds the voltage
 * reached last until the current falls to its rate. A charge or discharge without a voltage ends at that of the set.
 * Nothing given: C/2 down and up again.
 * @throws {InvalidArgumentError} an option without the step it belongs to, or cut-offs that are reversed
 */
export function cycleSteps(options: readonly CycleOption[], set: CellSet): PublishedStep[] {
  const asked: readonly CycleOption[] =
    options.length > 0
      ? options
      : [
          { option: 'discharge', rate: 0.5 },
          { option: 'charge', rate: 0.5 },
        ];
  const { oneCA, upperV, lowerV } = CELL_SETS[set];
  refuseReversed(asked, set);
  const steps: PublishedStep[] = [];
  for (const [place, one] of asked.entries()) {
    switch (one.option) {
      case 'rest':
        steps.push({ kind: 'rest', durationS: one.durationS });
        break;
      case 'charge':
        steps.push(constantCurrent(one.rate * oneCA, cutOff(asked, place, 'to') ?? upperV));
        break;
      case 'discharge':
        steps.push(constantCurrent(-one.rate * oneCA, cutOff(asked, place, 'down-to') ?? lowerV));
        break;
      case 'hold':
        steps.push(hold(steps.at(-1), one.rate * oneCA));
        break;
      case 'to':
      case 'down-to':
        refuseStray(asked, place);
    }
  }
  return steps;
}

function constantCurrent(currentA: number, value: number): PublishedStep {
  return { kind: 'constant-current', currentA, until: [{ quantity: 'voltage', value }] };
}

function hold(before: PublishedStep | undefined, currentA: number): PublishedStep {
  const voltageV = before?.kind === 'constant-current' ? before.until[0]?.value : undefined;
  if (voltageV === undefined) {
    throw new InvalidArgumentError(
      '--hold needs a --charge or --discharge before it, whose voltage it holds.',
    );
  }
  return { kind: 'constant-voltage', voltageV, until: [{ quantity: 'current', value: currentA }] };
}

/** The voltage given right after a step. */
function cutOff(asked: readonly CycleOption[], place: number, option: 'to' | 'down-to'): number | undefined {
  const next = asked[place + 1];
  return next?.option === option ? next.voltageV : undefined;
}

function refuseStray(asked: readonly CycleOption[], place: number): void {
  const one = asked[place];
  const owner = one?.option === 'to' ? 'charge' : 'discharge';
  if (asked[place - 1]?.option === owner) return;
  throw new InvalidArgumentError(`--${one?.option ?? ''} belongs right after a --${owner}.`);
}

function refuseReversed(asked: readonly CycleOption[], set: CellSet): void {
  const volts = (option: 'to' | 'down-to'): number[] =>
    asked.flatMap((one) => (one.option === option && 'voltageV' in one ? [one.voltageV] : []));
  const lowest = Math.min(CELL_SETS[set].upperV, ...volts('to'));
  const highest = Math.max(CELL_SETS[set].lowerV, ...volts('down-to'));
  if (lowest > highest) return;
  throw new InvalidArgumentError(
    `cut-offs reversed: --to ${lowest} V must lie above --down-to ${highest} V.`,
  );
}
