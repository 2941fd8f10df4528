import { afterAll, expect, it } from '@jest/globals';
import { aLab } from './a-lab.js';
import { Refused } from './stub-agent.js';
import { inBrowser, Visitor } from './visit.js';

const LENGTH = 450;

/** Two hundred at a time, as the agent gives them. */
function aTrail(query: URLSearchParams): unknown {
  const after = Number(query.get('after'));
  return Array.from({ length: Math.min(200, LENGTH - after) }, (_, k) => ({
    ...{ seq: after + k + 1, at: '2026-11-03T02:14:00Z', who: 'ada', role: 'scientist', via: 'rest' },
    ...{
      from: '10.0.0.7',
      what: 'approve',
      about: `P${after + k + 1}`,
      reason: '',
      photo: '',
      result: 'done',
    },
  }));
}

inBrowser('the audit', () => {
  const visitor = new Visitor();
  afterAll(() => visitor.close());

  it('that broke off goes on where it was when the agent is back, and its error goes', async () => {
    const lab = aLab();
    let isBroken = true;
    const audit = (query: URLSearchParams): unknown =>
      isBroken && query.get('after') === '200' ? new Refused(500, 'the disk is slow') : aTrail(query);
    const page = await visitor.open({ ...lab, answers: { ...lab.answers, audit } }, { hash: 'audit' });
    await page.getByText('the disk is slow').waitFor();
    await page.getByText('200 entries').waitFor();
    isBroken = false;
    visitor.agent.cutLines();
    await page.getByText('450 entries').waitFor();
    await page.getByText('the disk is slow').waitFor({ state: 'detached' });
    const first = page.locator('tbody tr').first();
    expect(await first.textContent()).toContain('approve P450');
    expect(visitor.problems).toEqual([]);
  });
});
