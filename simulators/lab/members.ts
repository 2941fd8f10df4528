/** What each process of the lab opens: an instrument behind its own protocol, on the physics of the world. */
import type { LabMember } from './lab-spec.js';
import type { MemberParts, OpenMember, OpenMemberWith } from './members/member-parts.js';

/** A process loads its own protocol stack only: they are large, and there is one process an instrument. */
const LOAD: Readonly<Record<LabMember, () => Promise<{ readonly open: OpenMemberWith }>>> = {
  broker: () => import('./members/broker.js'),
  robot: () => import('./members/robot.js'),
  tester: () => import('./members/tester.js'),
  station: () => import('./members/station.js'),
  source: () => import('./members/source.js'),
};

export async function openMember(member: LabMember, parts: MemberParts): Promise<OpenMember> {
  const { open } = await LOAD[member]();
  return open(parts);
}
