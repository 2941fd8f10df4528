/**
 * What operators see over MQTT, over HTTP: the retained state first, then every change of it and every event of the
 * record, as server-sent events. It does not need the broker. Nothing is queued for a client: the record is the queue of
 * its events, and of each retained topic only the latest message waits. A client that does not read is dropped.
 */
import type { ServerResponse } from 'node:http';
import type { Clock } from '../../core/clock.js';
import { eventId, eventsPage } from '../record/events-page.js';
import type { LabRecord } from '../record/record.js';
import type { Announcer } from '../supervision/announcer.js';
import { flatten } from '../supervision/event-line.js';
import { RestError } from './rest-error.js';
import { StreamClient } from './stream-client.js';

export interface EventStreamParts {
  readonly record: Pick<LabRecord, 'db' | 'length' | 'onEvent'>;
  readonly announcer: Pick<Announcer, 'kept' | 'onRetained'>;
  /** Link time. */
  readonly clock: Clock;
  readonly onTrouble: (error: Error) => void;
}

const MOST_CLIENTS = 100;
const PAGE = 100;

export class EventStream {
  private readonly clients = new Set<StreamClient>();

  constructor(private readonly parts: EventStreamParts) {}

  /**
   * Serves until the client goes, is too slow, or may not listen any more.
   * @param lastId the latest event that the client has; what came after it is told
   * @param check rejects when the client may not listen any more; called with every heartbeat
   * @throws {RestError} `busy`
   */
  async serve(
    response: ServerResponse,
    lastId: string | undefined,
    check: () => Promise<unknown>,
  ): Promise<void> {
    if (this.clients.size >= MOST_CLIENTS)
      throw new RestError('busy', `${MOST_CLIENTS} listen already: try again later`);
    const { record, announcer, clock, onTrouble } = this.parts;
    const client = new StreamClient(response, clock, beatLast(announcer.kept));
    this.clients.add(client);
    const ends = [announcer.onRetained(client.retain.bind(client)), record.onEvent(client.wake.bind(client))];
    try {
      const after = await this.placeOf(lastId);
      await Promise.race([client.pump(after, (seq) => this.eventsAfter(seq)), client.beat(check)]);
    } catch (cause) {
      onTrouble(new Error('a listener of the event stream was dropped', { cause }));
    } finally {
      for (const end of ends) end();
      this.clients.delete(client);
      client.close();
    }
  }

  /** Ends all of them; a server with open connections does not stop. */
  close(): void {
    for (const client of this.clients) client.close();
  }

  /** An id of another record says nothing about this one: then it begins with what happens from now on. */
  private async placeOf(lastId: string | undefined): Promise<number> {
    const { record } = this.parts;
    const seq = Number(lastId?.split('-', 1)[0]);
    if (!Number.isSafeInteger(seq) || seq < 1) return record.length;
    const [event] = await eventsPage(record.db, { after: seq - 1, limit: 1 });
    return event && eventId(event) === lastId ? seq : record.length;
  }

  private async eventsAfter(after: number): Promise<{ readonly seq: number; readonly text: string }[]> {
    const { record } = this.parts;
    if (after >= record.length) return [];
    const events = await eventsPage(record.db, { after, limit: PAGE });
    return events.map((event) => {
      const message = { ...flatten(event), ts: event.at };
      const data = JSON.stringify({ topic: `event/${event.kind}`, message });
      return { seq: event.seq, text: `id: ${eventId(event)}\ndata: ${data}\n\n` };
    });
  }
}

/** Who has heard a heartbeat has heard all that holds. */
function beatLast(kept: Announcer['kept']): Announcer['kept'] {
  const isBeat = ([topic]: readonly [topic: string, text: string]): boolean => topic === 'bridge/health';
  return [...kept.filter((one) => !isBeat(one)), ...kept.filter(isBeat)];
}
