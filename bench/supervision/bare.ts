/** A bare publisher, as a process of its own: sends what an agent was heard to say once more, at the same pace, and does nothing else. */
import { readFileSync } from 'node:fs';
import { connectAsync } from 'mqtt';
import { SystemClock } from '../../core/clock.js';
import type { Line } from './audience.js';
import { LoopWatch } from './loop-watch.js';

const WINDOW_MS = 2000;
const [url = '', traceFile = ''] = process.argv.slice(2);
const clock = new SystemClock();
const lines = JSON.parse(readFileSync(traceFile, 'utf8')) as Line[];
const client = await connectAsync(url, { username: 'interphase', password: 'interphase' });

const watch = new LoopWatch();
const marking = setInterval(() => {
  watch.mark();
}, WINDOW_MS);
const aheadMs = clock.monotonic() - (lines[0]?.[0] ?? 0);
const sent: Promise<unknown>[] = [];
for (const [atMs, topic, text] of lines) {
  const waitMs = atMs + aheadMs - clock.monotonic();
  if (waitMs > 1) await clock.sleep(waitMs);
  sent.push(client.publishAsync(topic, text, { qos: 1, retain: !topic.includes('/event/') }));
}
await Promise.all(sent);
clearInterval(marking);
await client.endAsync();
process.send?.({ messages: lines.length, delays: watch.delays }, () => process.exit());
