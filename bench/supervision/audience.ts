/**
 * Clients that listen to everything, in one process: counts what comes, holds the heartbeats' times apart, and keeps what
 * the first of them hears for whoever sends the same once more.
 */
import { writeFileSync } from 'node:fs';
import { connectAsync } from 'mqtt';
import { SystemClock } from '../../core/clock.js';

/** A message as it was heard: when, monotonic ms, topic and text. */
export type Line = readonly [atMs: number, topic: string, text: string];

export interface Heard {
  readonly clients: number;
  /** By all clients together. */
  readonly messages: number;
  readonly seconds: number;
  /** Longest time between two heartbeats at any of the clients, s. */
  readonly longestGapS: number;
}

const [url = '', count = '0', traceFile = ''] = process.argv.slice(2);
const clock = new SystemClock();
const startedMs = clock.monotonic();
const trace: Line[] = [];
let messages = 0;
/** Of what comes after the first alarm the bare publisher sends nothing. */
let isFlooded = false;
let longestGapMs = 0;

async function join(index: number): Promise<void> {
  const client = await connectAsync(url, {
    ...{ username: 'operator', password: 'operator', clientId: `audience-${index}`, reconnectPeriod: 0 },
  });
  let lastBeatMs: number | undefined;
  client.on('message', (topic, payload, { retain }) => {
    messages += 1;
    const nowMs = clock.monotonic();
    isFlooded ||= topic.includes('/alarm/');
    if (index === 0 && !isFlooded && !retain) trace.push([nowMs, topic, payload.toString()]);
    if (!topic.endsWith('/bridge/health') || retain) return;
    longestGapMs = Math.max(longestGapMs, nowMs - (lastBeatMs ?? nowMs));
    lastBeatMs = nowMs;
  });
  await client.subscribeAsync('#', { qos: 1 });
}

for (let index = 0; index < Number(count); index++) await join(index);
process.send?.('ready');
process.on('message', () => {
  const seconds = (clock.monotonic() - startedMs) / 1000;
  if (traceFile !== '') writeFileSync(traceFile, JSON.stringify(trace));
  const heard: Heard = { clients: Number(count), messages, seconds, longestGapS: longestGapMs / 1000 };
  process.send?.(heard, () => process.exit());
});
