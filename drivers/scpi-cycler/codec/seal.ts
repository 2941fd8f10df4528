/** A CRC-32 (IEEE 802.3) at the end of every reply that carries a value: SCPI itself would let a flipped bit pass. */
import { crc32 } from 'node:zlib';
import { CodecError } from './scpi-text.js';

/** Eight upper-case hexadecimal digits. */
export function checksum(text: string): string {
  return crc32(text).toString(16).toUpperCase().padStart(8, '0');
}

/** `body` becomes `body*XXXXXXXX`. */
export function seal(body: string): string {
  return `${body}*${checksum(body)}`;
}

/** @throws {CodecError} when the checksum is missing or another */
export function unseal(line: string): string {
  const body = line.slice(0, -9);
  if (line.at(-9) !== '*' || line.slice(-8) !== checksum(body))
    throw new CodecError('a reply ending in its CRC-32', line);
  return body;
}
