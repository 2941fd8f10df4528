/** The computing service, with the ladder's view of the lab's own world. */
import { startPeer } from '../../mqtt-peer/start-peer.js';
import { Source } from '../../source/source.js';
import { computingTimeS, estimate } from '../../world/ladder/estimates.js';
import type { MemberParts, OpenMember } from './member-parts.js';

export async function open({
  spec,
  endpoints,
  room,
  clock,
  link,
  onNotice,
}: MemberParts): Promise<OpenMember> {
  if (!spec.source) throw new Error('this lab has no computing service');
  const { baseTopic: base, username, password } = spec.source;
  const source = new Source({
    estimate: (model, trial) => estimate(model, trial, spec.world),
    durationS: computingTimeS,
  });
  const peer = await startPeer(source, {
    ...{ room, clock, link, base, username, password },
    brokerUrl: endpoints.broker ?? '',
    onTrouble: (error) => {
      onNotice(error.message);
    },
  });
  return { endpoint: base, close: () => peer.close() };
}
