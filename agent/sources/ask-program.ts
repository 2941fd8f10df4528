/** One question to one program: what it depends on, and the answer. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ProgramSource } from '../../config/sources.js';
import type { Clock } from '../../core/clock.js';
import { canonicalJson, sha256 } from '../record/hash-chain.js';
import { answerFrom, type Answer, type Question } from './program-document.js';
import { runProgram } from './run-program.js';

interface Place {
  /** Where it runs. */
  readonly folder: string;
  /** Link time. */
  readonly clock: Clock;
}

/** @throws {SourceError} when it has no answer; the signal's reason when stopped */
export async function askProgram(
  { command, timeoutS }: ProgramSource,
  question: Question,
  { folder, clock }: Place,
  signal: AbortSignal,
): Promise<Answer> {
  const run = { command, folder, input: JSON.stringify(question), timeoutMs: 1000 * timeoutS };
  return answerFrom(await runProgram(run, clock, signal), question);
}

/** SHA-256 of all that an answer depends on. Files that the command names are part of it: a model that was changed is another. */
export async function keyOf({ command }: ProgramSource, question: Question, folder: string): Promise<string> {
  const files = await Promise.all(
    command.map((word) => readFile(resolve(folder, word)).then(sha256, () => '')),
  );
  return sha256(canonicalJson({ command, files, question }));
}
