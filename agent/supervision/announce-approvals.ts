/** Tells which proposals wait for a person, and every change of it. */
import type { Approvals } from '../campaign/approvals.js';
import type { Supervisor } from './supervisor.js';

export function announceApprovals(
  approvals: Pick<Approvals, 'uid' | 'waiting' | 'onChange'>,
  supervisor: Pick<Supervisor, 'publishQueue' | 'publishProposal'>,
): void {
  let told: readonly string[] = [];
  const tell = (): void => {
    const { uid, waiting } = approvals;
    const ids = waiting.map(({ proposalId }) => proposalId);
    for (const id of told.filter((each) => !ids.includes(each))) supervisor.publishProposal(id, undefined);
    for (const { proposalId, reasons, ...rest } of waiting)
      supervisor.publishProposal(proposalId, { ...rest, reasons: reasons.join('; ') });
    supervisor.publishQueue({ uid, waiting: ids.length, order: ids.join(', ') });
    told = ids;
  };
  tell();
  approvals.onChange(tell);
}
