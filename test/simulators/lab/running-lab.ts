/** The simulated lab as a process of its own, in a folder of its own, and a look at the processes below it. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LabDescriptor } from '../../../config/lab-descriptor.js';
import { SystemClock } from '../../../core/clock.js';
import type { LabMember } from '../../../simulators/lab/lab-spec.js';
import { readJournal, type JournalEntry } from '../../../simulators/lab/journal.js';

const SCRIPT = fileURLToPath(new URL('../../../dist/simulators/lab/main.js', import.meta.url));
const CONFIG = fileURLToPath(new URL('../../process/quiet-lab.yaml', import.meta.url));
const clock = new SystemClock();
/** Lab seconds per second. */
export const SPEED = 100_000;

export class RunningLab {
  /** What it told people. */
  notices = '';
  private readonly child: ChildProcess;

  private constructor(
    readonly data: string,
    config: string,
    more: readonly string[],
  ) {
    const args = [SCRIPT, '--lab', config, '--data', data, '--speed', String(SPEED), ...more];
    this.child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.notices += chunk.toString();
    });
  }

  /** Resolves when every instrument listens. */
  static async start(
    data = mkdtempSync(join(tmpdir(), 'lab-')),
    config = CONFIG,
    ...more: readonly string[]
  ): Promise<RunningLab> {
    return new RunningLab(data, config, more).ready();
  }

  /** The same without waiting for its instruments. */
  static begin(data: string): RunningLab {
    return new RunningLab(data, CONFIG, []);
  }

  async ready(): Promise<this> {
    const ended = once(this.child, 'exit').then(() => {
      throw new Error(`the lab ended: ${this.notices}`);
    });
    await Promise.race([once(this.child, 'message'), ended]);
    ended.catch(() => undefined);
    return this;
  }

  /** What it says of itself. */
  get descriptor(): LabDescriptor {
    return LabDescriptor.parse(JSON.parse(readFileSync(join(this.data, 'lab.json'), 'utf8')));
  }

  get endpoints(): LabDescriptor['endpoints'] {
    return this.descriptor.endpoints;
  }

  get journal(): JournalEntry[] {
    return readJournal(join(this.data, 'lab-journal.ndjson'));
  }

  /** How often something of this kind happened to a member. */
  count(kind: JournalEntry['kind'], member: LabMember): number {
    return this.journal.filter((entry) => entry.kind === kind && entry.instrument === member).length;
  }

  /** The processes of its members. */
  pids(member = ''): number[] {
    const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
    return lines
      .map((line) => line.trim().split(/\s+/))
      .filter((words) => words[1] === String(this.child.pid) && words.at(-1)?.endsWith(member))
      .map((words) => Number(words[0]));
  }

  /** Switches it off; resolves with how it ended. */
  async stop(): Promise<number | null> {
    if (this.child.exitCode !== null) return this.child.exitCode;
    const exited = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    return ((await exited) as [number | null])[0];
  }

  remove(): void {
    this.child.kill('SIGKILL');
    rmSync(this.data, { recursive: true, force: true });
  }
}

/** Asks again and again until it holds; the test's own deadline bounds it. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await clock.sleep(50);
}

export function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (answered: boolean) => () => {
      socket.destroy();
      resolve(answered);
    };
    socket.once('connect', end(true)).once('error', end(false));
  });
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
