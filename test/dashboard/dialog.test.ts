import { afterAll, afterEach, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { aLab } from './a-lab.js';
import { Refused } from './stub-agent.js';
import { inBrowser, Visitor } from './visit.js';

inBrowser('a question before something is done', () => {
  const visitor = new Visitor();
  afterEach(() => {
    expect(visitor.problems).toEqual([]);
  });
  afterAll(() => visitor.close());

  const shelve = (page: Page): Locator => page.getByRole('button', { name: 'Shelve' }).first();
  const focused = (page: Page): Promise<unknown> => page.evaluate('document.activeElement.textContent');

  async function asked(): Promise<{ page: Page; dialog: Locator }> {
    const page = await visitor.open(aLab());
    await shelve(page).click();
    const dialog = page.getByRole('dialog');
    // A key pressed before it is there is not for it.
    await dialog.waitFor();
    return { page, dialog };
  }

  it.each(['Keep as it is', 'Escape'])(
    'is left by %s, and the focus goes back to where it was',
    async (way) => {
      const { page, dialog } = await asked();
      if (way === 'Escape') await page.keyboard.press('Escape');
      else await dialog.getByRole('button', { name: way }).click();
      await dialog.waitFor({ state: 'detached' });
      expect(await focused(page)).toBe('Shelve …');
      expect(visitor.agent.asked).toEqual([]);
    },
  );

  it('cannot be left while the answer is awaited, says so, and gives the focus back after it', async () => {
    const { page, dialog } = await asked();
    let answer: () => void = () => undefined;
    await page.route('**/verbs/shelve', async (route) => {
      await new Promise<void>((resolve) => (answer = resolve));
      await route.continue();
    });
    await dialog.getByLabel('Reason').fill('a new bottle comes at noon');
    await dialog.getByRole('button', { name: 'Shelve' }).click();
    await dialog.getByText('the answer is awaited').waitFor();
    expect(await dialog.getByRole('button', { name: 'Keep as it is' }).isDisabled()).toBe(true);
    for (let k = 0; k < 3; k++) await page.keyboard.press('Escape');
    expect(await dialog.isVisible()).toBe(true);
    answer();
    await dialog.waitFor({ state: 'detached' });
    expect(await focused(page)).toBe('Shelve …');
  });

  it('about a recipe says why there is nothing to fill in, and has the fields when they can be had', async () => {
    const lab = aLab();
    const answers = { ...lab.answers, space: new Refused(500, 'the space cannot be read') as unknown };
    const page = await visitor.open({ ...lab, answers }, { hash: 'queue' });
    await page.getByRole('button', { name: 'Add an experiment' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('the space cannot be read').waitFor();
    expect(await dialog.getByRole('button', { name: 'Add' }).isDisabled()).toBe(true);
    answers.space = lab.answers['space'];
    visitor.agent.cutLines();
    await dialog.getByLabel('EC', { exact: true }).waitFor();
    expect(await dialog.getByText('the space cannot be read').count()).toBe(0);
  });
});
