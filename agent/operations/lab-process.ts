/** Starts the simulated lab as a process of its own, and waits until every instrument listens. */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LabDescriptor } from '../../config/lab-descriptor.js';
import type { Clock, ClockAnchor } from '../../core/clock.js';
import { describedLab, forgetStarting, noteStarting } from './running-lab.js';

/** A busy machine is slow, and a lab that is given up is of no use to anybody. */
export const START_MS = 120_000;
const labScript = fileURLToPath(new URL('../../simulators/lab/main.js', import.meta.url));

export interface SimulationOptions {
  /** Path of the lab's configuration. */
  readonly lab: string;
  readonly data: string;
  readonly seed?: string;
  /** Lab seconds per second; `auto` for what the machine keeps up with. */
  readonly speed?: number | 'auto';
  /** Of the tester, instead of what the configuration says. */
  readonly channels?: number;
}

/**
 * @param clock link time
 * @param livedBy the lab time that somebody has lived by since the lab was last on: the lab goes on in it. Without it
 * time stood still meanwhile
 * @throws {Error} with the lab's own words when it does not start
 */
export async function startLab(
  options: SimulationOptions,
  clock: Clock,
  livedBy?: ClockAnchor,
): Promise<LabDescriptor> {
  mkdirSync(join(options.data, 'logs'), { recursive: true });
  const logPath = join(options.data, 'logs', 'lab.log');
  const child = spawnLab(argsOf(options, livedBy), logPath);
  if (child.pid !== undefined) noteStarting(options.data, child.pid);
  try {
    await readiness(child, clock, logPath);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    forgetStarting(options.data);
    if (child.connected) child.disconnect();
    child.unref();
  }
  const descriptor = describedLab(options.data);
  if (!descriptor) throw new Error(`the simulated lab started but left no description in ${options.data}`);
  return descriptor;
}

/** What it says goes to its log, which it has open itself from then on. */
function spawnLab(args: readonly string[], logPath: string): ChildProcess {
  const debugging = process.env['INTERPHASE_DEBUG'] === undefined ? [] : ['--enable-source-maps'];
  const log = openSync(logPath, 'a');
  try {
    return spawn(process.execPath, [...debugging, labScript, ...args], {
      detached: true,
      stdio: ['ignore', log, log, 'ipc'],
    });
  } finally {
    closeSync(log);
  }
}

function argsOf(
  { lab, data, seed, speed, channels }: SimulationOptions,
  livedBy: ClockAnchor | undefined,
): string[] {
  return [
    ...['--lab', lab, '--data', data],
    ...(seed === undefined ? [] : ['--seed', seed]),
    ...(speed === undefined ? [] : ['--speed', String(speed)]),
    ...(channels === undefined ? [] : ['--channels', String(channels)]),
    ...(livedBy === undefined ? [] : ['--clock', JSON.stringify(livedBy)]),
  ];
}

async function readiness(child: ChildProcess, clock: Clock, logPath: string): Promise<void> {
  const settled = new AbortController();
  const ready = new Promise<void>((resolve, reject) => {
    child.once('message', () => {
      resolve();
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(
        new Error(
          `the simulated lab ended with code ${code ?? 'none'} while starting: ${lastWords(logPath)}`,
        ),
      );
    });
  });
  const late = clock.sleep(START_MS, settled.signal).then(
    () => {
      throw new Error(`the simulated lab was not ready after ${START_MS / 1000} s: ${lastWords(logPath)}`);
    },
    () => undefined,
  );
  try {
    await Promise.race([ready, late]);
  } finally {
    settled.abort();
  }
}

/** Node follows an uncaught error with its stack, its fields and its own version: no words of the lab. */
const NOT_SAID = /^(\s|[}\]]|Node\.js v|$)/;

function lastWords(path: string): string {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.findLast((line) => !NOT_SAID.test(line)) ?? '';
}
