/** The broker of a lab that names none of its own. */
import { startBroker } from '../../broker/broker.js';
import type { MemberParts, OpenMember } from './member-parts.js';

export async function open({ spec }: MemberParts): Promise<OpenMember> {
  const broker = await startBroker({ host: spec.host, port: spec.ports.broker ?? 0, ...spec.broker });
  return { endpoint: broker.url, close: () => broker.close() };
}
