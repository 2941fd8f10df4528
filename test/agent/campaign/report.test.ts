import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { reportOf } from '../../../agent/campaign/report.js';
import { aborted, failed, type Failure, type Outcome } from '../../../agent/experiment/outcome.js';
import type { NewEvent } from '../../../agent/record/lab-event.js';
import { OPENING, RECIPE, RecordFolder } from '../a-record.js';
import { aCampaign } from './an-agent.js';

const PLATING: Failure = {
  ...{ stage: 'formation', category: 'premature_termination', attribution: 'recipe' },
  ...{ cause: 'lithium-plating', evidence: 'seen in the voltage' },
};
const COMPLETED_WITH_PLATING: Outcome = {
  execution: { status: 'completed', failure: PLATING },
  validity: { status: 'suspect' },
  result: { status: 'observed' },
};

function ended(outcomes: readonly Outcome[]): NewEvent[] {
  return outcomes.flatMap((outcome, k): NewEvent[] => {
    const body = { campaignId: 'C1', proposalId: 'P0001', recipe: RECIPE, attempt: 1 };
    const subject = `E000${k + 1}`;
    const began: NewEvent = { kind: 'experiment.started', subject, body };
    return [...(k === 0 ? [] : [began]), { kind: 'experiment.ended', subject, body: { outcome } }];
  });
}

describe('the report of a campaign', () => {
  let folder: RecordFolder;
  beforeEach(() => {
    folder = new RecordFolder();
  });
  afterEach(() => folder.remove());

  it('counts as failed what failed: not what was found on a cell that was completed, not what a person stopped', async () => {
    const record = await folder.open();
    const insoluble = failed({ ...PLATING, stage: 'formulation', cause: 'insoluble' });
    const outcomes = [insoluble, COMPLETED_WITH_PLATING, aborted('cycling', 'a visit'), insoluble];
    for (const event of [...OPENING, ...ended(outcomes)]) await record.append(event);
    const { failures, findings } = await reportOf(record, 'C1', aCampaign(6, 1));
    expect(failures).toEqual({ insoluble: 2 });
    expect(findings).toEqual({ 'lithium-plating': 1 });
  });
});
