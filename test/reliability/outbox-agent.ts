/**
 * The part of an agent that records and publishes, as a process of its own, for tests that kill it and its broker:
 * `outbox-agent.ts <broker url> <record> <events> <events at once> <pause in ms>`. Says its memory twice a second.
 */
import { OutboxStore } from '../../agent/record/outbox-store.js';
import type { NewEvent } from '../../agent/record/lab-event.js';
import { LabRecord } from '../../agent/record/record.js';
import { eventOutbox } from '../../agent/supervision/event-line.js';
import { Supervisor } from '../../agent/supervision/supervisor.js';
import { bridgeWill } from '../../agent/supervision/contract/topics.js';
import { SystemClock } from '../../core/clock.js';
import { MqttBus } from '../../drivers/transports/mqtt-bus.js';
import { DEAF_DESK } from '../agent/supervision/deaf-desk.js';

const [url, path, ...numbers] = process.argv.slice(2) as [string, string, ...string[]];
const [events, atOnce, pauseMs] = numbers.map(Number) as [number, number, number];
const base = 'interphase';
const clock = new SystemClock();
const nothing = (): void => undefined;

const record = await LabRecord.open(path, clock, clock, nothing);
const store = await OutboxStore.open(record, 'mqtt');
const bus = new MqttBus({ url, clientId: 'outbox-agent', will: bridgeWill(base), reconnectMs: 50 });
const holder = { agent: 'a1', host: 'lab-pc', pid: 1, data: '/data', since: '2026-01-01T00:00:00.000Z' };
const supervisor = new Supervisor({
  bus,
  holder,
  base,
  clock,
  desk: DEAF_DESK,
  people: {},
  onTrouble: nothing,
});
const outbox = eventOutbox({ record, store, bus, supervisor, clock, onTrouble: nothing });
await supervisor.start();
outbox.start();

function say(): void {
  const { rss } = process.memoryUsage();
  process.stdout.write(
    `${JSON.stringify({ rssMB: rss / 1e6, depth: outbox.depth, recorded: record.length })}\n`,
  );
}

async function keepSaying(): Promise<void> {
  for (;;) {
    await clock.sleep(500);
    say();
  }
}

void keepSaying();
while (record.length < events) {
  const text = `event after ${record.length}: ${'x'.repeat(100)}`;
  const event: NewEvent = { kind: 'notice', subject: 'lab', body: { level: 'info', text } };
  await record.append(...Array.from({ length: Math.min(atOnce, events - record.length) }, () => event));
  await clock.sleep(pauseMs);
}
