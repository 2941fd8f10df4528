/** Starts the simulated lab as a process of its own, takes up one that still runs, and switches it on again when it dies. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LabDescriptor } from '../../config/lab-descriptor.js';
import type { Clock } from '../../core/clock.js';
import {
  describedLab,
  forgetStarting,
  isAlive,
  noteStarting,
  runningLab,
  startingLab,
} from './running-lab.js';

/** A busy machine is slow, and a lab that is given up is of no use to anybody. */
const START_MS = 120_000;
const CHECK_MS = 1000;
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

export class SimulatedLab {
  private watching = true;

  private constructor(
    private readonly options: SimulationOptions,
    private readonly clock: Clock,
    private readonly onNotice: (text: string) => void,
    public descriptor: LabDescriptor,
    /** True when it ran already. */
    readonly takenUp: boolean,
  ) {}

  /** @throws {Error} with the lab's own words when it does not start */
  static async open(
    options: SimulationOptions,
    clock: Clock,
    onNotice: (text: string) => void,
  ): Promise<SimulatedLab> {
    const { data } = options;
    const running = (await runningLab(data)) ?? (await startingLab(data, clock, START_MS));
    const descriptor = running ?? (await startLab(options, clock));
    const lab = new SimulatedLab(options, clock, onNotice, descriptor, running !== undefined);
    void lab.watch();
    return lab;
  }

  /** Switches the lab off; resolves when it is gone. */
  async close(): Promise<void> {
    this.watching = false;
    const { pid } = this.descriptor;
    if (isAlive(pid)) process.kill(pid, 'SIGTERM');
    const deadline = this.clock.monotonic() + 10_000;
    while (isAlive(pid) && this.clock.monotonic() < deadline) await this.clock.sleep(50);
  }

  private async watch(): Promise<void> {
    for (;;) {
      await this.clock.sleep(CHECK_MS);
      if (!this.watching) return;
      if (isAlive(this.descriptor.pid)) continue;
      this.onNotice('the simulated lab has gone; switching it on again');
      try {
        this.descriptor = await startLab(this.options, this.clock);
      } catch (error) {
        this.onNotice(
          `the simulated lab does not start: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    }
  }
}

async function startLab(options: SimulationOptions, clock: Clock): Promise<LabDescriptor> {
  mkdirSync(join(options.data, 'logs'), { recursive: true });
  const logPath = join(options.data, 'logs', 'lab.log');
  const log = openSync(logPath, 'a');
  const debugging = process.env['INTERPHASE_DEBUG'] === undefined ? [] : ['--enable-source-maps'];
  const child = spawn(process.execPath, [...debugging, labScript, ...argsOf(options)], {
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
  });
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

function argsOf({ lab, data, seed, speed, channels }: SimulationOptions): string[] {
  return [
    ...['--lab', lab, '--data', data],
    ...(seed === undefined ? [] : ['--seed', seed]),
    ...(speed === undefined ? [] : ['--speed', String(speed)]),
    ...(channels === undefined ? [] : ['--channels', String(channels)]),
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
