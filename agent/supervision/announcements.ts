/** From the record's events to what operators see on MQTT. */
import type { Lab } from '../experiment/experiment.js';
import type { LabEvent } from '../record/lab-event.js';
import type { LabRecord } from '../record/record.js';
import type { Flat } from './messages.js';
import type { Supervisor } from './supervisor.js';

/** Publishes every event as it is recorded. @returns a function that ends it */
export function announceEvents(record: LabRecord, supervisor: Supervisor): () => void {
  return record.onEvent((event) => {
    void supervisor.publishEvent(event.kind, flatten(event));
    if (event.kind === 'campaign.state') {
      supervisor.publishCampaign({ ...event.body, campaign: event.subject, labAt: event.labAt });
    }
  });
}

/** The event without what is nested: tools for operators plot top-level keys only. */
function flatten(event: LabEvent): Flat {
  const { subject, labAt, seq, body } = event;
  const plain = Object.entries(body).filter(([, value]) => value === null || typeof value !== 'object');
  return { subject, labAt, recordSeq: seq, ...(Object.fromEntries(plain) as Flat) };
}

/** Tells how each instrument's link is. */
export function announceInstruments({ robot, cycler, station }: Lab, supervisor: Supervisor): void {
  for (const { id, link } of [robot, cycler, station]) supervisor.publishInstrument(id, { link });
}
