/** A tester program as lines of text: what is to be done in which channel, one statement a line. */
import type { Protocol, Recording } from '../../protocol.js';
import { quoteJobId, unquoteJobId } from './job-id.js';
import { checksum, seal, unseal } from './seal.js';
import { decodeSteps, encodeSteps } from './program-step.js';
import { ParameterReader } from './parameter-reader.js';
import {
  CodecError,
  formatNumber,
  parseCount,
  quote,
  splitParameters,
  takeParameters,
  unquote,
} from './scpi-text.js';

export interface CyclerProgram {
  /** Counted from 1. It is part of the program, so that the checksum covers it too. */
  readonly channel: number;
  readonly cellId: string;
  readonly protocol: Protocol;
}

/**
 * The body of an upload, between `PROG:NEW` and `PROG:END`: `CHAN`, `CELL`, `REC`, `LIM`, then one `STEP` line per
 * step. Units: s, V, A, K, A s.
 * @throws {CodecError} when a value cannot be written (not finite, or not ASCII)
 */
export function encodeProgram({ channel, cellId, protocol }: CyclerProgram): string[] {
  const { record, limits } = protocol;
  return [
    `PROG:CHAN ${finite(channel)}`,
    `PROG:CELL ${quote(cellId)}`,
    `PROG:REC ${finite(record.everyS, record.everyV, ...(record.everyA === undefined ? [] : [record.everyA]))}`,
    `PROG:LIM ${finite(limits.minVoltageV, limits.maxVoltageV, limits.maxCurrentA, limits.maxTemperatureK)}`,
    ...encodeSteps(protocol.steps).map((step) => `PROG:STEP ${step}`),
  ];
}

function finite(...values: number[]): string {
  const bad = values.find((value) => !Number.isFinite(value));
  if (bad !== undefined) throw new CodecError('finite numbers in a program', String(bad));
  return values.map(formatNumber).join(',');
}

/** @throws {CodecError} unless the lines are one whole program in the order of `encodeProgram` */
export function decodeProgram(lines: readonly string[]): CyclerProgram {
  const [channel, cell, record, limits, ...steps] = lines;
  const limit = new ParameterReader('PROG:LIM', limits ?? '', splitParameters(after(limits, 'PROG:LIM ')));
  const [minVoltageV, maxVoltageV, maxCurrentA, maxTemperatureK] = limit.lastValues(
    'minVoltageV',
    'maxVoltageV',
    'maxCurrentA',
    'maxTemperatureK',
  );
  return {
    channel: parseCount(after(channel, 'PROG:CHAN '), 1),
    cellId: unquote(after(cell, 'PROG:CELL ')),
    protocol: {
      steps: decodeSteps(steps.map((line) => after(line, 'PROG:STEP '))),
      record: decodeRecording(after(record, 'PROG:REC ')),
      limits: { minVoltageV, maxVoltageV, maxCurrentA, maxTemperatureK },
    },
  };
}

function decodeRecording(text: string): Recording {
  const read = new ParameterReader('PROG:REC', text, splitParameters(text));
  const [everyS, everyV] = read.values('everyS', 'everyV');
  return read.isDone ? { everyS, everyV } : { everyS, everyV, everyA: read.lastValues('everyA')[0] };
}

function after(line: string | undefined, header: string): string {
  if (!line?.startsWith(header)) throw new CodecError(`"${header}..."`, line ?? 'the end of the program');
  return line.slice(header.length);
}

/** The checksum by which an upload is read back: over the lines of `encodeProgram`, each ended by LF. */
export function programChecksum(program: CyclerProgram): string {
  return checksum(
    encodeProgram(program)
      .map((line) => `${line}\n`)
      .join(''),
  );
}

/** The answer to `PROG:CRC?`: `"<job>",XXXXXXXX`, sealed. */
export function encodeProgramChecksum(jobId: string, value: string): string {
  return seal(`${quoteJobId(jobId)},${value}`);
}

/** @throws {CodecError} unless `line` is the checksum of this job's program */
export function decodeProgramChecksum(jobId: string, line: string): string {
  const [job, value] = takeParameters(unseal(line), 2) as [string, string];
  if (unquoteJobId(job) !== jobId) throw new CodecError(`the checksum of program ${jobId}`, line);
  return value;
}
