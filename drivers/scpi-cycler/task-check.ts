/** Whether a task may be sent at all. */
import type { CyclerTask } from '../cycler.js';
import { violations } from '../protocol.js';

/** Every reason against the task, as sentences; empty when it may be sent to a tester of this many channels. */
export function objections(task: CyclerTask, channels: number): string[] {
  const kind: string = task.kind;
  if (kind !== 'protocol') return [`expected a task of kind "protocol", found "${kind}"`];
  const { channel, protocol } = task;
  const known = Number.isInteger(channel) && channel >= 1 && channel <= channels;
  return [
    ...(known ? [] : [`channel ${channel} is not one of 1 to ${channels}`]),
    ...(protocol.steps.length > 0 ? [] : ['the protocol has no steps']),
    ...violations(protocol),
  ];
}
