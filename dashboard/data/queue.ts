/** Proposals that wait, as the agent tells of them: the one that begins next comes first. */
import type { Heard, Topics } from './topics.js';

export interface Queue {
  /** Another one after every change: whoever moves something names the queue as it was seen. */
  readonly uid: string;
  readonly proposals: readonly (readonly [id: string, proposal: Heard])[];
}

export function queueOf(topics: Topics): Queue {
  const { uid, order } = topics.of('queue/state').value?.body ?? {};
  const waiting = topics.below('proposal').value;
  const proposals = String(order ?? '')
    .split(', ')
    .flatMap((id) => (waiting.has(id) ? [[id, waiting.get(id)!] as const] : []));
  return { uid: String(uid), proposals };
}
