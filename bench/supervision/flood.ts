/** Many alarms at once, and what the people on duty have of them: over a webhook, as the product calls them. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { Alarms } from '../../agent/alarms/alarms.js';
import { CallOut } from '../../agent/alarms/messages/call-out.js';
import { makeRoutes } from '../../agent/alarms/messages/make-routes.js';
import { alarmsSchema } from '../../config/alarms.js';
import type { Clock } from '../../core/clock.js';

export interface Flood {
  readonly alarms: number;
  readonly critical: number;
  /** From a critical alarm until a person has it, longest, s. */
  readonly longestCriticalS: number;
  /** Critical ones that nobody was told of. */
  readonly untold: number;
  /** Messages about the others, and how many of them are summaries, in all and in the fullest minute. */
  readonly usual: number;
  readonly summaries: number;
  readonly summariesAMinute: number;
  readonly watchedS: number;
}

const FLOOD_MS = 10_000;
/** Summaries are at least a minute apart: long enough for two. */
const AFTERWARDS_MS = 80_000;
const MINUTE_MS = 60_000;

/** Somebody who answers the webhook. */
class Duty {
  readonly toldMs = new Map<string, number>();
  readonly usual: { readonly isSummary: boolean; readonly atMs: number }[] = [];
  private readonly server = createServer((request, response) => {
    void json(request).then((body) => {
      this.take(body as Parameters<Duty['take']>[0]);
      response.end();
    });
  });

  constructor(private readonly clock: Clock) {}

  async listen(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  close(): void {
    this.server.close();
  }

  private take(letter: { priority: string; summary: boolean; alarms: { id: string }[] }): void {
    const atMs = this.clock.monotonic();
    for (const { id } of letter.alarms) this.toldMs.set(id, atMs);
    if (letter.priority !== 'critical') this.usual.push({ isSummary: letter.summary, atMs });
  }
}

/** Raises `count` alarms in 10 s, every twentieth of them critical. */
export async function beFlooded(alarms: Alarms, clock: Clock, count: number): Promise<Flood> {
  const duty = new Duty(clock);
  const hook = { kind: 'webhook', takes: 'low', url: await duty.listen() };
  const { routes } = alarmsSchema.parse({ routes: { duty: hook } });
  const made = await makeRoutes({ routes }, { configPath: '', environment: {} });
  const callOut = new CallOut({ routes: made, alarms, lab: 'Bench', clock });
  callOut.start();
  const raisedMs = await raise(alarms, clock, count);
  await clock.sleep(AFTERWARDS_MS);
  await callOut.stop(5000);
  duty.close();
  return { alarms: raisedMs.size, ...judged(raisedMs, duty), watchedS: (FLOOD_MS + AFTERWARDS_MS) / 1000 };
}

async function raise(alarms: Alarms, clock: Clock, count: number): Promise<Map<string, number>> {
  const raisedMs = new Map<string, number>();
  const startedMs = clock.monotonic();
  for (let number = 0; number < count; number++) {
    const definition = number % 20 === 0 ? 'safe-state-not-reached' : 'cell-over-limit';
    raisedMs.set(`${definition}.${number}`, clock.monotonic());
    void alarms.strike({ definition, source: String(number), text: 'a bench' });
    const dueMs = startedMs + ((number + 1) * FLOOD_MS) / count;
    await clock.sleep(Math.max(0, dueMs - clock.monotonic()));
  }
  return raisedMs;
}

function judged(raisedMs: ReadonlyMap<string, number>, { toldMs, usual }: Duty) {
  const critical = [...raisedMs].filter(([id]) => id.startsWith('safe-state'));
  const waitsMs = critical.flatMap(([id, atMs]) => (toldMs.has(id) ? [toldMs.get(id)! - atMs] : []));
  const summaries = usual.filter(({ isSummary }) => isSummary);
  const inMinuteOf = (startMs: number): number =>
    summaries.filter(({ atMs }) => atMs >= startMs && atMs < startMs + MINUTE_MS).length;
  return {
    critical: critical.length,
    longestCriticalS: Math.max(...waitsMs) / 1000,
    untold: critical.length - waitsMs.length,
    usual: usual.length,
    summaries: summaries.length,
    summariesAMinute: Math.max(0, ...summaries.map(({ atMs }) => inMinuteOf(atMs))),
  };
}
