/** What must hold between the faults of a simulated lab and its instruments. */
import { readEach, valueAt } from './draft.js';
import { injectionSchema, type Injection } from './fault-injection.js';
import { STRIKES, type Struck } from './fault-vocabulary.js';
import { instrumentSchema, type InstrumentConfig } from './lab-instruments.js';
import { show, type Finding } from './problem.js';
import { nearest } from './suggest.js';

/** The instruments a fault may name: those of the lab file, and the broker of the simulation. */
export type Instruments = ReadonlyMap<string, InstrumentConfig | { readonly driver: 'broker' }>;

const SCHEDULE = ['simulation', 'faults', 'schedule'];
const OLDER = {
  dispensingError: 'dispensing-error',
  hardShort: 'hard-short',
  channelFault: 'channel-fault',
} as const;

export function faultFindings(raw: unknown): Finding[] {
  const instruments = namedIn(raw);
  const scheduled = readEach(injectionSchema, raw, SCHEDULE).flatMap(({ path, value }) =>
    [...withoutTime(value), ...injectionFindings(value, instruments)].map((finding) => ({
      ...finding,
      path: [...path, ...finding.path],
    })),
  );
  return [...scheduled, ...namedTwice(raw)];
}

/** Why this injection can strike nothing in a lab of these instruments. */
export function injectionFindings(injection: Injection, instruments: Instruments): Finding[] {
  const { fault, instrument } = injection;
  const struck = STRIKES[fault];
  const there = instruments.get(instrument);
  if (!there || !struck.includes(there.driver)) {
    const message = there ? `${fault} does not strike ${instrument}` : 'no such instrument';
    return [notOneOf(message, instrument, there ? strikable(instruments, struck) : [...instruments.keys()])];
  }
  if (injection.fault !== 'channel-fault' || there.driver !== 'scpi-cycler') return [];
  if (injection.channel <= there.channels) return [];
  const expected = `1 to ${there.channels}`;
  return [{ path: ['channel'], message: 'no such channel', expected, found: String(injection.channel) }];
}

/** @param raw a lab, as far as it can be read */
function namedIn(raw: unknown): Instruments {
  const read = readEach(instrumentSchema, raw, ['instruments']);
  return instrumentsBy(read.map(({ path, value }) => [String(path.at(-1)), value]));
}

export function instrumentsBy(named: readonly (readonly [string, InstrumentConfig])[]): Instruments {
  return new Map<string, InstrumentConfig | { readonly driver: 'broker' }>([
    ...named,
    ['broker', { driver: 'broker' }],
  ]);
}

function strikable(instruments: Instruments, struck: readonly Struck[]): string[] {
  return [...instruments].filter(([, { driver }]) => struck.includes(driver)).map(([name]) => name);
}

function notOneOf(message: string, instrument: string, known: readonly string[]): Finding {
  const suggestion = nearest(instrument, known);
  const expected = `one of ${known.join(', ')}`;
  const found = show(instrument);
  return { path: ['instrument'], message, expected, found, ...(suggestion !== undefined && { suggestion }) };
}

function withoutTime({ at }: Injection): Finding[] {
  if (at !== undefined) return [];
  const expected = 'a lab time such as "day 3 04:00"';
  return [{ path: ['at'], message: 'missing', expected, found: '', at: 'parent' }];
}

function namedTwice(raw: unknown): Finding[] {
  const faults = ['simulation', 'faults'];
  return Object.entries(OLDER).flatMap(([older, name]) => {
    const both = [
      [...faults, older],
      [...faults, 'rates', name],
    ].every((path) => valueAt(raw, path) !== undefined);
    const message = `older name of rates.${name}, which is there too`;
    return both
      ? [{ path: [...faults, older], message, expected: 'one of the two', found: 'both', at: 'key' as const }]
      : [];
  });
}
