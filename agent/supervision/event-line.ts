/** The events of a record over the operators' line: what each message holds, and what wakes the outbox. */
import type { Clock } from '../../core/clock.js';
import type { MqttBus } from '../../drivers/transports/mqtt-bus.js';
import type { LabEvent, NewEvent } from '../record/lab-event.js';
import { eventId } from '../record/events-page.js';
import type { OutboxStore } from '../record/outbox-store.js';
import type { LabRecord } from '../record/record.js';
import { TRIES, type EventLine } from './delivery.js';
import type { Flat } from './contract/messages.js';
import { Outbox } from './outbox.js';
import type { Supervisor } from './supervisor.js';

export interface EventSource {
  readonly record: LabRecord;
  readonly store: OutboxStore;
  readonly bus: MqttBus;
  readonly supervisor: Supervisor;
  /** Link time. */
  readonly clock: Clock;
  readonly onTrouble: (error: Error) => void;
}

/** An outbox from a record to the broker; to be started. It hears of events and of the link by itself. */
export function eventOutbox(source: EventSource): Outbox {
  const { record, store, bus, supervisor, clock, onTrouble } = source;
  const line: EventLine = {
    get isUp() {
      return bus.link === 'up';
    },
    publish: (event) => supervisor.publishEvent(event.kind, flatten(event), event.at),
    withhold: (event) => supervisor.publishEvent('withheld', inPlaceOf(event), event.at),
  };
  const onWithheld = (event: LabEvent): void => {
    record.append(noticeOf(event)).catch((cause: unknown) => {
      onTrouble(new Error(`event ${event.seq} was withheld, which could not be recorded`, { cause }));
    });
  };
  const outbox = new Outbox({ store, line, clock, onTrouble, onWithheld });
  const wake = outbox.wake.bind(outbox);
  record.onEvent(wake);
  bus.watch(wake);
  return outbox;
}

/** The event without what is nested: tools for operators plot top-level keys only. */
export function flatten(event: LabEvent): Flat {
  const { subject, labAt, seq, body } = event;
  const plain = Object.entries(body).filter(([, value]) => value === null || typeof value !== 'object');
  return { ...(Object.fromEntries(plain) as Flat), subject, labAt, recordSeq: seq, id: eventId(event) };
}

function inPlaceOf(event: LabEvent): Flat {
  const { kind, subject, labAt, seq } = event;
  return { kind, subject: subject.slice(0, 100), labAt, recordSeq: seq, id: eventId(event) };
}

function noticeOf({ seq, kind }: LabEvent): NewEvent {
  const text = `the broker did not take event ${seq} (${kind}) in ${TRIES} tries, others it takes: read it in the record, and look at the broker's largest packet and its access rules`;
  return { kind: 'notice', subject: 'outbox', body: { level: 'warning', text } };
}
