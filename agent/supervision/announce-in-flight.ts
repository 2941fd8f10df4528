/** Keeps what operators see of the experiments under way in step with the record. */
import type { Knex } from 'knex';
import { channelOf } from '../experiment/whereabouts.js';
import { lastIntentOf } from '../record/commands.js';
import { experimentsOf } from '../record/experiments.js';
import type { LabRecord } from '../record/record.js';
import type { InFlight } from './in-flight.js';
import type { Supervisor } from './supervisor.js';

/** Takes up the experiments that an earlier run left under way. */
export async function takeUpInFlight(db: Knex, campaignId: string, inFlight: InFlight): Promise<void> {
  for (const { id, recipe, step, startedLabAt, status } of await experimentsOf(db, campaignId)) {
    if (status !== 'running') continue;
    const [channel, stepBeganLabAt] = [await channelOf(db, id), await lastIntentOf(db, id)];
    inFlight.begin({ id, recipe, step, startedLabAt, stepBeganLabAt, channel });
  }
}

/** What ends is taken off the operators' list at once; what goes on is told with the heartbeat. @returns a function that ends it */
export function followInFlight(record: LabRecord, inFlight: InFlight, supervisor: Supervisor): () => void {
  return record.onEvent((event) => {
    const over = inFlight.see(event);
    if (over !== undefined) supervisor.retractExperiment(over);
  });
}

/** Tells how every experiment under way stands now. */
export function announceInFlight(inFlight: InFlight, supervisor: Supervisor): void {
  for (const id of inFlight.ids) {
    const shown = inFlight.shown(id);
    if (shown) supervisor.publishExperiment(id, { ...shown });
  }
}
