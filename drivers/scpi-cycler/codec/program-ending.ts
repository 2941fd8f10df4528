/** What ends a step, on the wire: pairs such as `VOLT,4.2`. */
import type { Termination } from '../../protocol.js';
import { CodecError, formatNumber } from './scpi-text.js';

const WORDS = {
  voltage: 'VOLT',
  current: 'CURR',
  time: 'TIME',
  capacity: 'CAP',
  'voltage-rate': 'RATE',
  temperature: 'TEMP',
} as const satisfies Record<Termination['quantity'], string>;

const QUANTITIES = new Map<string, Termination['quantity']>(
  Object.entries(WORDS).map(([quantity, word]) => [word, quantity as Termination['quantity']]),
);

/** `,WORD,value` for each. @throws {CodecError} a value is not finite */
export function encodeEndings(until: readonly Termination[]): string {
  return until
    .map(({ quantity, value }) => {
      if (!Number.isFinite(value)) throw new CodecError(`a finite ${quantity} to end at`, String(value));
      return `,${WORDS[quantity]},${formatNumber(value)}`;
    })
    .join('');
}

/** @throws {CodecError} unless `word` is a known quantity */
export function decodeEnding(word: string, where: string): Termination['quantity'] {
  const quantity = QUANTITIES.get(word);
  if (!quantity) throw new CodecError(`${where} to end at ${[...QUANTITIES.keys()].join(', ')}`, word);
  return quantity;
}
