/**
 * The broker is killed and started again at random moments, and every fifth time the agent as well; then a backlog as
 * of a day without a broker is brought home. FLAPS, BACKLOG and SEED in the environment. The long form is
 * `npm run test:reliability`.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SystemClock } from '../../core/clock.js';
import { seededRng } from '../../core/rng.js';
import { CountingBroker } from './counting-broker.js';

const FLAPS = Number(process.env['FLAPS'] ?? 3);
const BACKLOG = Number(process.env['BACKLOG'] ?? 3000);
/** Events sent with the broker there, before it goes. */
const WARM = BACKLOG / 5;
const SEED = process.env['SEED'] ?? '1';
const AGENT = fileURLToPath(new URL('outbox-agent.ts', import.meta.url));
const MEMORY_MB = 50;

interface Said {
  readonly rssMB: number;
  readonly depth: number;
  readonly recorded: number;
}

describe(`an outbox and its broker (seed ${SEED})`, () => {
  const clock = new SystemClock();
  let folder: string;
  let broker: CountingBroker;
  let agent: ChildProcess;
  let said: Said[];
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'outbox-'));
    broker = new CountingBroker();
    await broker.start();
    said = [];
  });
  afterEach(async () => {
    await end();
    await broker.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  function run(events: number, atOnce: number, pauseMs: number): void {
    const args = [broker.url, join(folder, 'record.sqlite'), events, atOnce, pauseMs].map(String);
    agent = spawn(process.execPath, ['--import', 'tsx', AGENT, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    createInterface({ input: agent.stdout! }).on('line', (line) => said.push(JSON.parse(line) as Said));
  }

  async function end(): Promise<void> {
    if (agent.exitCode !== null || agent.signalCode !== null) return;
    const ended = new Promise((resolve) => agent.once('exit', resolve));
    agent.kill('SIGKILL');
    await ended;
  }

  async function until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      if (agent.exitCode !== null) throw new Error(`the agent ended with code ${agent.exitCode}`);
      await clock.sleep(100);
    }
  }

  it(`${FLAPS} times killed: every event arrives, in order`, async () => {
    const rng = seededRng(SEED);
    const events = 250 * FLAPS;
    let agentKills = 0;
    run(events, 5, 20);
    await until(() => broker.kept.length > 0);
    for (let flap = 1; flap <= FLAPS; flap++) {
      await clock.sleep(800 * rng.uniform());
      await broker.kill();
      await clock.sleep(600 * rng.uniform());
      if (flap % 5 === 0) {
        await end();
        run(events, 5, 20);
        agentKills += 1;
      }
      await broker.start();
    }
    await until(() => broker.kept.length >= events);
    expect(broker.kept).toEqual(Array.from({ length: events }, (_, index) => index + 1));
    process.stdout.write(
      `N ${FLAPS} kills of the broker, ${agentKills} of the agent, seed ${SEED}: ${events} events, 0 lost, in order, ${broker.repeats} repeats dropped by id\n`,
    );
  }, 900_000);

  /** What a busy runtime takes by itself is no cost of the outage: the same process at the same work is the measure. */
  it(`${BACKLOG} events behind costs at most ${MEMORY_MB} MB more than none behind`, async () => {
    const events = BACKLOG + WARM;
    run(events, 100, 0);
    // Events may be through before the process has first told of its memory.
    await until(() => broker.kept.length >= WARM && said.length > 0);
    const workingMB = peakMB();
    await broker.kill();
    await until(() => said.at(-1)?.recorded === events);
    const { depth } = said.at(-1)!;
    await broker.start();
    await until(() => broker.kept.length >= events);
    const growthMB = peakMB() - workingMB;
    process.stdout.write(
      `N ${depth} events behind: memory ${workingMB.toFixed(0)} MB with the broker there, ${growthMB.toFixed(0)} MB more at most\n`,
    );
    expect(broker.kept).toEqual(Array.from({ length: events }, (_, index) => index + 1));
    expect(growthMB).toBeLessThanOrEqual(MEMORY_MB);
  }, 900_000);

  function peakMB(): number {
    return Math.max(...said.map(({ rssMB }) => rssMB));
  }
});
