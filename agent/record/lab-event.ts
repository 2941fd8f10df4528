/** The one stream: everything that happened, append-only. Every table of the record follows from it. */
import type { AlarmBodies } from './bodies/alarms.js';
import type { CampaignBodies } from './bodies/campaign.js';
import type { PeopleBodies } from './bodies/people.js';
import type { WorkBodies } from './bodies/work.js';

interface Bodies extends CampaignBodies, WorkBodies, PeopleBodies, AlarmBodies {
  'agent.started': { readonly pid: number };
  'agent.stopped': { readonly reason: string };
}

export type EventKind = keyof Bodies;

/** Something that happened. `subject` is what it happened to: an experiment, proposal, job, resource or quantity id. */
export type NewEvent = {
  readonly [K in EventKind]: { readonly kind: K; readonly subject: string; readonly body: Bodies[K] };
}[EventKind];

/** An event as recorded: `seq` counts from 1; `at` host time and `labAt` lab time, ISO 8601, UTC. */
export type LabEvent = NewEvent & {
  readonly seq: number;
  readonly at: string;
  readonly labAt: string;
  readonly previousHash: string;
  readonly hash: string;
};
