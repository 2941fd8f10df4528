/** Runs a program once: text in, text out, under a deadline. No shell; it is killed with all that it started. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { abortReason, type Clock } from '../../core/clock.js';
import { SourceError } from './source-error.js';

export interface ProgramRun {
  readonly command: readonly string[];
  /** Where it runs. */
  readonly folder: string;
  readonly input: string;
  /** Link time, ms. */
  readonly timeoutMs: number;
}

const MOST_OUTPUT_BYTES = 1_000_000;
/** Of its complaints the end says most. */
const STDERR_CHARACTERS = 2000;

/** The agent's own environment holds secrets: a program gets what finds interpreters and libraries. */
const ENVIRONMENT = [
  ...['PATH', 'HOME', 'USER', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'TEMP', 'SystemRoot', 'LD_LIBRARY_PATH'],
  ...['PYTHONPATH', 'VIRTUAL_ENV', 'CONDA_PREFIX', 'OMP_NUM_THREADS'],
];

/**
 * @returns what it wrote to its standard output
 * @throws {SourceError} or, when `signal` ended it, the signal's reason
 */
export async function runProgram(run: ProgramRun, clock: Clock, signal: AbortSignal): Promise<string> {
  signal.throwIfAborted();
  const child = start(run);
  const ended = new AbortController();
  const kill = (): void => {
    killGroup(child);
  };
  signal.addEventListener('abort', kill, { once: true });
  try {
    return await Promise.race([outputOf(child, run), late(run, clock, ended.signal)]);
  } catch (error) {
    if (signal.aborted) throw abortReason(signal);
    throw error;
  } finally {
    ended.abort();
    signal.removeEventListener('abort', kill);
    kill();
  }
}

function start({ command: [program, ...args], folder, input }: ProgramRun): ChildProcessWithoutNullStreams {
  const env = Object.fromEntries(ENVIRONMENT.map((name) => [name, process.env[name]]));
  // A group of its own: what the program starts can be ended with it.
  const child = spawn(program!, args, { cwd: folder, env, detached: true, windowsHide: true });
  // One that does not read its input is judged by its output.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return child;
}

function killGroup({ pid }: ChildProcessWithoutNullStreams): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}

function outputOf(child: ChildProcessWithoutNullStreams, { command }: ProgramRun): Promise<string> {
  const output: Buffer[] = [];
  let bytes = 0;
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints = `${complaints}${text}`.slice(-STDERR_CHARACTERS);
  });
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MOST_OUTPUT_BYTES) output.push(chunk);
      else reject(new SourceError('too-much', `${command[0]!} wrote more than ${MOST_OUTPUT_BYTES} bytes`));
    });
    child.on('error', (cause) => {
      const message = `${command[0]!} cannot be started: ${cause.message}`;
      reject(new SourceError('not-started', message, { cause }));
    });
    child.on('close', (code, killedBy) => {
      if (code === 0) resolve(Buffer.concat(output).toString('utf8'));
      else reject(new SourceError('failed', endedBadly(command.join(' '), code ?? killedBy, complaints)));
    });
  });
}

function endedBadly(command: string, how: number | string | null, complaints: string): string {
  const said = complaints.trim();
  return `${command} ended with ${how ?? 'nothing'}: ${said === '' ? 'it wrote nothing to stderr' : said}`;
}

async function late({ command, timeoutMs }: ProgramRun, clock: Clock, ended: AbortSignal): Promise<never> {
  await clock.sleep(timeoutMs, ended);
  throw new SourceError(
    'late',
    `${command.join(' ')} was not done after ${timeoutMs / 1000} s and was killed: raise timeoutS or make it faster`,
  );
}
