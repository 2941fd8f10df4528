/** Starts and kills the tester's process. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { serveRoom } from '../../../simulators/lab/room-link.js';
import type { MemoryRoom } from '../../contracts/memory-room.js';
import { roomWithCells, temporaryFolder } from '../../simulators/cycler/fixtures.js';

const SCRIPT = fileURLToPath(new URL('tester-process.ts', import.meta.url));

export class ForkedTester {
  readonly notices: string[] = [];
  path = '';
  private child: ChildProcess | undefined;

  constructor(
    private readonly line: 'tty' | `${number}`,
    readonly room: MemoryRoom = roomWithCells(2),
    readonly folder = temporaryFolder(),
    private readonly seed = 'tester',
  ) {}

  /** Resolves when a host can open `path`. */
  async start(): Promise<void> {
    const child = fork(SCRIPT, [this.folder, this.line, this.seed], { execArgv: ['--import', 'tsx'] });
    this.child = child;
    serveRoom(child, this.room);
    this.path = await new Promise((resolve, reject) => {
      child.once('exit', (code) => {
        reject(new Error(`the tester's process ended with ${code}`));
      });
      child.on('message', (message: { path?: string; notice?: string }) => {
        if (message.notice !== undefined) this.notices.push(message.notice);
        if (message.path !== undefined) resolve(message.path);
      });
    });
  }

  /** Power off: nothing is ended in good order. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.removeAllListeners('exit');
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** Stops answering with the line open, and goes on later. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.child?.kill(signal);
  }

  executions(jobId: string): number {
    return this.room.begun.filter((begun) => begun === jobId).length;
  }
}
