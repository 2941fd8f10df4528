/** The product as its users start it, watched from outside. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Health } from '../../agent/operations/health.js';
import type { Clock } from '../../core/clock.js';

const BIN = join(import.meta.dirname, '..', '..', 'bin', 'interphase.mjs');
const START_DEADLINE_MS = 120_000;
const END_DEADLINE_MS = 60_000;

interface Session {
  readonly address: string;
  readonly headers: { readonly cookie: string };
}

/** By the link that an agent on a new data folder prints. */
async function signedIn(link: string): Promise<Session> {
  const { headers } = await fetch(link, { redirect: 'manual' });
  return { address: link, headers: { cookie: headers.get('set-cookie') ?? '' } };
}

export class Product {
  private constructor(
    private readonly child: ChildProcess,
    private readonly clock: Clock,
    /** Of the REST interface. */
    private readonly session: Session,
    /** From the start of the process until it said where its REST interface is. */
    readonly startS: number,
  ) {}

  /** @throws {Error} with everything it said, when it ends before it is up or is not up in time */
  static async start(args: readonly string[], clock: Clock): Promise<Product> {
    const startedMs = clock.monotonic();
    const child = spawn(BIN, ['run', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    }
    for (;;) {
      const link = /sign in +(http\S+)/.exec(said)?.[1];
      const elapsedMs = clock.monotonic() - startedMs;
      if (link !== undefined) return new Product(child, clock, await signedIn(link), elapsedMs / 1000);
      if (child.exitCode !== null || elapsedMs > START_DEADLINE_MS) {
        child.kill('SIGTERM');
        throw new Error(`the agent was not up after ${elapsedMs / 1000} s; it said:\n${said}`);
      }
      await clock.sleep(10);
    }
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  get exitCode(): number | null {
    return this.child.exitCode;
  }

  /** Undefined once the agent does not answer any more, because it has ended. */
  async health(): Promise<Health | undefined> {
    try {
      const { address, headers } = this.session;
      const response = await fetch(new URL('/health/detail', address), { headers });
      return (await response.json()) as Health;
    } catch (error) {
      // It stops answering before it parts from its instruments.
      const deadlineMs = this.clock.monotonic() + END_DEADLINE_MS;
      while (!this.hasEnded && this.clock.monotonic() < deadlineMs) await this.clock.sleep(100);
      if (this.hasEnded) return undefined;
      throw error;
    }
  }

  /** The most memory it ever held, MB, as the kernel counted it; undefined where there is no /proc. */
  peakMemoryMB(): number | undefined {
    const path = `/proc/${this.child.pid ?? ''}/status`;
    if (!existsSync(path)) return undefined;
    const kibibytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(path, 'utf8'))?.[1];
    return kibibytes === undefined ? undefined : (Number(kibibytes) * 1024) / 1e6;
  }

  /** Ends it in good order. */
  async stop(): Promise<void> {
    if (this.hasEnded) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }
}
