import type { LabEvent } from '../record/lab-event.js';

/** Why the rules have paused a campaign until somebody resumes it; undefined in every other state. */
export function heldUp({ body }: Extract<LabEvent, { kind: 'campaign.state' }>): string | undefined {
  return body.state === 'paused' && body.actor === 'rules' ? body.reason : undefined;
}
