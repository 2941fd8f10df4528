/**
 * What an agent is for those who watch it, as a process of its own: record, outbox, operators' line and alarms, put together
 * as in the product. First its channels are recorded at a row a second and told with every heartbeat; then alarms flood it.
 */
import { join } from 'node:path';
import { Alarms } from '../../agent/alarms/alarms.js';
import { OutboxStore } from '../../agent/record/outbox-store.js';
import { announceAlarms } from '../../agent/supervision/announcements.js';
import { bridgeWill } from '../../agent/supervision/contract/topics.js';
import { eventOutbox } from '../../agent/supervision/event-line.js';
import { Supervisor } from '../../agent/supervision/supervisor.js';
import { SystemClock } from '../../core/clock.js';
import { MqttBus } from '../../drivers/transports/mqtt-bus.js';
import { cyclingRows, EVERY_SECOND } from '../records/cycling.js';
import { prepare, recordAll } from '../records/ingest.js';
import { openRecord } from '../records/quick-record.js';
import { SteadyTester } from '../records/steady-tester.js';
import { beFlooded, type Flood } from './flood.js';
import { LoopWatch, type LoopDelays } from './loop-watch.js';

export interface AgentFigures {
  readonly streaming: LoopDelays;
  readonly flood: Flood & { readonly delays: LoopDelays };
}

const [url = '', folder = '', channelsText = '0', secondsText = '0', alarmsText = '0'] =
  process.argv.slice(2);
const [channels, seconds] = [Number(channelsText), Number(secondsText)];
const BEAT_MS = 2000;
const clock = new SystemClock();
const onTrouble = (error: Error): void => {
  console.error(error.message);
};

const record = await openRecord(join(folder, 'record.sqlite'));
await prepare(record);
const store = await OutboxStore.open(record, 'mqtt');
const login = { username: 'interphase', password: 'interphase' };
const bus = new MqttBus({ url, clientId: 'agent', ...login, will: bridgeWill('interphase') });
const since = new Date(clock.now()).toISOString();
const supervisor = new Supervisor({
  ...{ bus, base: 'interphase', clock, people: {}, onTrouble },
  holder: { agent: 'bench', host: 'bench', pid: process.pid, data: folder, since },
  desk: { answer: async () => ({ transaction: null, ok: false, code: 'failed', message: 'a bench' }) },
});
const outbox = eventOutbox({ record, store, bus, supervisor, clock, onTrouble });
const alarms = new Alarms({ record, clock, expected: () => undefined, onTrouble });
await alarms.load();
announceAlarms(alarms, supervisor);
await supervisor.start();
outbox.start();

const streaming = await watched(stream);
const flood = await watched(() => beFlooded(alarms, clock, Number(alarmsText)));
await outbox.stop(5000);
await supervisor.stop();
await bus.disconnect();
await record.close();
process.send?.({ streaming: streaming.delays, flood } satisfies AgentFigures, () => process.exit());

/** One heartbeat, with all that the agent tells at one. */
function beat(count: number): void {
  supervisor.beat({ uptimeS: (count * BEAT_MS) / 1000, recorded: record.length, outboxEvents: outbox.depth });
  for (const id of ['robot', 'cycler', 'station']) supervisor.publishInstrument(id, { link: 'up' });
  const at = new Date(clock.now()).toISOString();
  const ends = { startedLabAt: at, endsLabAt: at, endsEarliestLabAt: at, endsLatestLabAt: at };
  for (let channel = 1; channel <= channels; channel++) {
    const id = `E${String(channel).padStart(4, '0')}`;
    const where = { step: 'cycle', stepNumber: 4, steps: 6, channel: `cycler.ch${channel}` };
    supervisor.publishExperiment(id, { ...where, stepShare: count / 1000, share: count / 1000, ...ends });
    const atMs = clock.now();
    const [voltageV, currentA] = [3.7 + count / 1e4, 0.001 + channel / 1e5];
    supervisor.publishReading('cycler', {
      name: `channel/${channel}/voltage`,
      value: voltageV,
      unit: 'V',
      atMs,
    });
    supervisor.publishReading('cycler', {
      name: `channel/${channel}/current`,
      value: currentA,
      unit: 'A',
      atMs,
    });
  }
}

async function beating(watch: LoopWatch, over: AbortSignal): Promise<void> {
  for (let count = 1; !over.aborted; count++) {
    beat(count);
    await clock.sleep(BEAT_MS);
    watch.mark();
  }
}

/** What `act` comes to, and how late the loop came meanwhile, with a heart that beats. */
async function watched<T extends object>(
  act: () => Promise<T>,
): Promise<T & { readonly delays: LoopDelays }> {
  const watch = new LoopWatch();
  const over = new AbortController();
  const beats = beating(watch, over.signal);
  const result = await act();
  over.abort();
  await beats;
  return { ...result, delays: watch.delays };
}

async function stream(): Promise<object> {
  const tester = new SteadyTester(clock, cyclingRows(5000, EVERY_SECOND), seconds);
  await recordAll(record, clock, tester, channels);
  return {};
}
