/** Replies about the tester itself: identity (IEEE 488.2, 10.14) and the error queue (SCPI-1999 volume 2, 21.8). */
import type { Identity } from '../../instrument.js';
import { CodecError, parseCount, parseNumber, quoteLoosely, takeParameters, unquote } from './scpi-text.js';
import { seal, unseal } from './seal.js';

export interface ScpiError {
  /** 0 none; -100 to -199 command, -200 to -299 execution, -300 to -399 device-specific errors. */
  readonly code: number;
  readonly text: string;
}

export const NO_ERROR: ScpiError = { code: 0, text: 'No error' };

export function encodeError(error: ScpiError): string {
  return `${error.code},${quoteLoosely(error.text)}`;
}

/**
 * The standard leaves no room for a checksum here, and a job that runs must not pass for a refused one: only what a
 * tester can say is believed.
 * @throws {CodecError} unless `line` is `0,"No error"`, or a negative code with its text
 */
export function decodeError(line: string): ScpiError {
  const [code, text] = takeParameters(line, 2) as [string, string];
  const error = { code: parseNumber(code), text: unquote(text) };
  const isNone = error.code === 0 && error.text === NO_ERROR.text;
  const isOne = Number.isInteger(error.code) && error.code < 0 && error.text !== '';
  if (!isNone && !isOne)
    throw new CodecError(`${encodeError(NO_ERROR)} or a negative code with its text`, line);
  return error;
}

export function encodeIdentity(identity: Identity): string {
  return [identity.manufacturer, identity.model, identity.serialNumber, identity.firmware].join(',');
}

/** @throws {CodecError} unless `line` is four fields, none empty */
export function decodeIdentity(line: string): Identity {
  const [manufacturer, model, serialNumber, firmware] = takeParameters(line, 4) as [
    string,
    string,
    string,
    string,
  ];
  if (!manufacturer || !model || !serialNumber || !firmware || !/^[\x20-\x7e]+$/.test(line))
    throw new CodecError('manufacturer,model,serial number,firmware', line);
  return { manufacturer, model, serialNumber, firmware };
}

/** Sealed. */
export function encodeChannelCount(channels: number): string {
  return seal(String(channels));
}

/** @throws {CodecError} unless `line` is a sealed number of at least one channel */
export function decodeChannelCount(line: string): number {
  return parseCount(unseal(line), 1);
}
