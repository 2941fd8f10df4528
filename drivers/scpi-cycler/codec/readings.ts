/** What the tester measures at this moment. */
import { seal, unseal } from './seal.js';
import { CodecError, formatNumber, parseCount, parseNumber, takeParameters } from './scpi-text.js';

/** Not-a-number where nothing is connected to the sense leads. */
export interface ChannelReading {
  readonly voltageV: number;
  /** Positive on charge. */
  readonly currentA: number;
  readonly temperatureK: number;
}

/** `n,voltage,current,temperature` (V, A, K), sealed. */
export function encodeChannelReading(channel: number, reading: ChannelReading): string {
  const values = [reading.voltageV, reading.currentA, reading.temperatureK];
  return seal([String(channel), ...values.map(formatNumber)].join(','));
}

/** @throws {CodecError} unless `line` is a reading of this channel */
export function decodeChannelReading(channel: number, line: string): ChannelReading {
  const [number, ...values] = takeParameters(unseal(line), 4) as [string, string, string, string];
  if (parseCount(number) !== channel) throw new CodecError(`a reading of channel ${channel}`, line);
  const [voltageV, currentA, temperatureK] = values.map(parseNumber) as [number, number, number];
  return { voltageV, currentA, temperatureK };
}

/** Chamber temperature, K, sealed. */
export function encodeChamber(temperatureK: number): string {
  return seal(formatNumber(temperatureK));
}

/** @throws {CodecError} unless `line` is one sealed number */
export function decodeChamber(line: string): number {
  return parseNumber(unseal(line));
}
