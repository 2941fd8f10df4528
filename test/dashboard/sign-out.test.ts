import { afterAll, afterEach, expect, it } from '@jest/globals';
import { aLab } from './a-lab.js';
import { Refused } from './stub-agent.js';
import { inBrowser, Visitor } from './visit.js';

inBrowser('signing out', () => {
  const visitor = new Visitor();
  afterEach(() => {
    expect(visitor.problems).toEqual([]);
  });
  afterAll(() => visitor.close());

  it('that fails says so, and whoever was in still is', async () => {
    const lab = aLab();
    const answers = { ...lab.answers, 'sign-out': new Refused(503, 'the agent is busy') };
    const page = await visitor.open({ ...lab, answers }, { hash: 'settings' });
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('alert').getByText('the agent is busy').waitFor();
    expect(await page.getByRole('button', { name: /STOP ALL/ }).count()).toBe(1);
  });

  it.each([
    ['is done', {}],
    ['was done before', new Refused(401, 'sign in first')],
  ])('that %s leads to the log-in', async (_what, answer) => {
    const lab = aLab();
    // Nobody is in from the request on, not before it: the page looks by itself who is.
    const answers: Record<string, unknown> = {
      ...lab.answers,
      get 'sign-out'() {
        delete answers.me;
        return answer;
      },
    };
    const page = await visitor.open({ ...lab, answers }, { hash: 'settings' });
    const loaded = page.waitForEvent('load');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await loaded;
    await page.getByLabel('Password').waitFor();
  });
});
