import { afterAll, expect, it } from '@jest/globals';
import { aLab } from './a-lab.js';
import { inBrowser, Visitor } from './visit.js';

inBrowser('the card of a campaign', () => {
  const visitor = new Visitor();
  afterAll(() => visitor.close());

  it.each([
    ['running', ['Pause after the current step …', 'Begin no experiment …']],
    ['paused', ['Resume']],
    ['stopped', ['Resume']],
    ['completed', []],
  ])('offers for one that is %s what can be asked of it', async (state, verbs) => {
    const lab = aLab();
    const said = { state, reason: 'so it is', actor: 'rules' };
    const page = await visitor.open(
      { ...lab, topics: { ...lab.topics, 'campaign/state': said } },
      { hash: 'operate' },
    );
    const card = page.locator('section.card', { hasText: 'Campaign' });
    await card.getByText('so it is (rules)').waitFor();
    expect(await card.getByRole('button').allTextContents()).toEqual(verbs);
    expect(visitor.problems).toEqual([]);
  });
});
