import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { ManualClock } from '../../../core/clock.js';
import { eventId } from '../../../agent/record/events-page.js';
import type { LabRecord } from '../../../agent/record/record.js';
import { EventStream } from '../../../agent/rest/event-stream.js';
import { BEAT_MS, SLOW_MS } from '../../../agent/rest/stream-client.js';
import { eventually } from '../../drivers/mqtt-station/lab.js';
import { RecordFolder } from '../a-record.js';

/** A response whose reader may stop reading. */
class Listener extends EventEmitter {
  text = '';
  isReading = true;
  knowsItIsIn = false;
  ended = false;
  destroyed = false;

  writeHead(): void {
    this.text = '';
  }

  flushHeaders(): void {
    this.knowsItIsIn = true;
  }

  write(text: string): boolean {
    this.text += text;
    return this.isReading;
  }

  end(): void {
    this.ended = true;
  }

  destroy(): void {
    this.destroyed = true;
  }

  get response(): ServerResponse {
    return this as unknown as ServerResponse;
  }

  /** What was said, in order. */
  get messages(): { topic: string; message: Record<string, unknown> | null }[] {
    const lines = this.text.split('\n').filter((line) => line.startsWith('data: '));
    return lines.map((line) => JSON.parse(line.slice(6)) as { topic: string; message: null });
  }

  get topics(): string[] {
    return this.messages.map(({ topic }) => topic);
  }
}

const mayListen = async (): Promise<void> => undefined;
let kept: [string, string][];

let clock: ManualClock;
let folder: RecordFolder;
let record: LabRecord;
let stream: EventStream;
let listener: Listener;
let tell: (topic: string, text: string) => void;
let troubles: string[];

beforeEach(async () => {
  clock = new ManualClock();
  folder = new RecordFolder();
  record = await folder.open();
  listener = new Listener();
  kept = [['campaign/state', '{"state":"running"}']];
  troubles = [];
  stream = aStream();
});

function aStream(): EventStream {
  return new EventStream({
    record,
    announcer: {
      kept,
      onRetained: (listener) => {
        tell = listener;
        return () => undefined;
      },
    },
    clock,
    onTrouble: ({ cause }) => troubles.push(String(cause)),
  });
}

afterEach(async () => {
  stream.close();
  await folder.remove();
});

async function notice(text: string): Promise<string> {
  const [event] = await record.append({ kind: 'notice', subject: 'lab', body: { level: 'info', text } });
  return eventId(event!);
}

describe('a listener', () => {
  it('knows that it is let in before there is anything to tell', () => {
    void stream.serve(listener.response, undefined, mayListen);
    expect(listener.knowsItIsIn).toBe(true);
  });

  it('is told the retained state first, then its changes and the events, without a broker', async () => {
    await notice('before it came');
    void stream.serve(listener.response, undefined, mayListen);
    await eventually(() => listener.topics.length === 1);
    await notice('after it came');
    tell('campaign/state', '{"state":"paused"}');
    tell('alarm/x', '');
    await eventually(() => listener.topics.length === 4);
    expect(listener.messages[0]).toMatchObject({ topic: 'campaign/state', message: { state: 'running' } });
    expect(listener.messages).toContainEqual(
      expect.objectContaining({
        topic: 'event/notice',
        message: expect.objectContaining({ text: 'after it came' }),
      }),
    );
    expect(listener.messages).toContainEqual({ topic: 'alarm/x', retained: true, message: null });
  });

  it('is told the heartbeat after all else that is retained: who has it knows all that holds', async () => {
    kept = [['bridge/health', '{}'], ...kept, ['alarm/x', '{}']];
    stream = aStream();
    void stream.serve(listener.response, undefined, mayListen);
    await eventually(() => listener.topics.length === 3);
    expect(listener.topics).toEqual(['campaign/state', 'alarm/x', 'bridge/health']);
  });

  it('that comes back is told every event after the last one it had, once and in order', async () => {
    const ids = [];
    for (let k = 0; k < 250; k++) ids.push(await notice(`${k}`));
    void stream.serve(listener.response, ids[9], mayListen);
    await eventually(() => listener.topics.length === 241);
    const texts = listener.messages.slice(1).map(({ message }) => message!['text']);
    expect(texts).toEqual(Array.from({ length: 240 }, (_, k) => `${k + 10}`));
  });

  it.each(['1-000000000000', 'nonsense', '99-000000000000'])(
    'with an id of another record (%s) begins with what happens now',
    async (id) => {
      await notice('before it came');
      void stream.serve(listener.response, id, mayListen);
      await eventually(() => listener.topics.length === 1);
      await notice('now');
      await eventually(() => listener.topics.length === 2);
      expect(listener.messages[1]!.message).toMatchObject({ text: 'now' });
    },
  );

  it('hears a heartbeat, and no more once it may not listen', async () => {
    let isAllowed = true;
    const serving = stream.serve(listener.response, undefined, async () => {
      if (!isAllowed) throw new Error('revoked');
    });
    await eventually(() => listener.topics.length === 1);
    await clock.advance(BEAT_MS);
    await eventually(() => listener.text.includes(': beat'));
    isAllowed = false;
    await clock.advance(BEAT_MS);
    await serving;
    expect(listener.ended).toBe(true);
  });

  it('that does not read is dropped, and only the latest of each topic waited for it', async () => {
    listener.isReading = false;
    const serving = stream.serve(listener.response, undefined, mayListen);
    await eventually(() => listener.topics.length === 1);
    for (let k = 0; k < 1000; k++) tell('campaign/state', `{"state":"${k}"}`);
    expect(listener.topics).toHaveLength(1);
    await clock.advance(SLOW_MS);
    await serving;
    expect(listener.destroyed).toBe(true);
    expect(troubles).toEqual([expect.stringContaining('not read for 30 s')]);
  });

  it('that catches up step by step leaves no wait behind', async () => {
    let waits = 0;
    const sleep = clock.sleep.bind(clock);
    clock.sleep = (ms, signal) => {
      waits += 1;
      return sleep(ms, signal).finally(() => (waits -= 1));
    };
    const first = await notice('0');
    for (let k = 1; k <= 50; k++) await notice(`${k}`);
    listener.isReading = false;
    void stream.serve(listener.response, first, mayListen);
    await eventually(() => {
      listener.emit('drain');
      return listener.topics.length === 51;
    });
    expect(waits).toBeLessThanOrEqual(2);
  });

  it('is refused when a hundred listen', async () => {
    for (let k = 0; k < 100; k++) void stream.serve(new Listener().response, undefined, mayListen);
    await expect(stream.serve(listener.response, undefined, mayListen)).rejects.toMatchObject({
      code: 'busy',
    });
  });
});
