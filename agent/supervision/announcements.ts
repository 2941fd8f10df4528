/** From the record's events to the retained state that operators see on MQTT. */
import type { Lab } from '../experiment/experiment.js';
import type { LabRecord } from '../record/record.js';
import type { Supervisor } from './supervisor.js';

/** Tells every new state of the campaign as it is recorded. @returns a function that ends it */
export function announceCampaign(record: LabRecord, supervisor: Supervisor): () => void {
  return record.onEvent((event) => {
    if (event.kind !== 'campaign.state') return;
    supervisor.publishCampaign({ ...event.body, campaign: event.subject, labAt: event.labAt });
  });
}

/** Tells how each instrument's link is. */
export function announceInstruments({ robot, cycler, station }: Lab, supervisor: Supervisor): void {
  for (const { id, link } of [robot, cycler, station]) supervisor.publishInstrument(id, { link });
}
