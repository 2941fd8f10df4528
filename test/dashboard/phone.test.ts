import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { aLab, anExperimentInDetail } from './a-lab.js';
import { browserPath, openBrowser } from './browser.js';
import { startStubAgent, type Said, type StubAgent } from './stub-agent.js';

const isBuilt = existsSync(join(import.meta.dirname, '../../dist/dashboard/index.html'));
const inBrowser = browserPath !== undefined && isBuilt ? describe : describe.skip;

/** Runs in the page: words of a table that stand on more than one line. */
const BROKEN_WORDS = `[...document.querySelectorAll('main :is(th, td)')].flatMap((cell) => {
  const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  const broken = [];
  while (texts.nextNode()) for (const { 0: word, index } of texts.currentNode.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
    const range = document.createRange();
    range.setStart(texts.currentNode, index);
    range.setEnd(texts.currentNode, index + word.length);
    if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) broken.push(word);
  }
  return broken;
})`;

const AUDIT = ['sign_in', 'link_made'].map((what, k) => ({
  ...{ seq: k + 1, at: '2026-11-30T11:52:00Z', who: 'console', role: '', via: 'rest', from: '127.0.0.1' },
  ...{ what, about: 'console', reason: '', photo: '', result: 'done' },
}));

/** Two objectives, each with what was foretold of it. */
function withTwoObjectives(lab: Said): Said {
  const objectives = ['capacity_retention', 'formation_time'].map((quantity) => ({
    ...{ quantity, unit: 'h', direction: 'maximise' },
  }));
  const detail = anExperimentInDetail() as { why: { predictions: unknown[] } };
  const [prediction] = detail.why.predictions;
  const experiment = { ...detail, why: { ...detail.why, predictions: [prediction, prediction] }, jobs: [] };
  const observations = objectives.map(({ quantity }) => ({
    ...{ quantity, value: 16.824_83, standardUncertainty: 0.000_04, unit: 'h', quality: 'valid', reason: '' },
  }));
  const status = { ...(lab.answers['status'] as object), objectives };
  const answers = { ...lab.answers, status, 'experiments/E-0032': { ...experiment, observations } };
  return { ...lab, answers };
}

inBrowser('on a phone', () => {
  let browser: Browser;
  let agent: StubAgent;
  let page: Page;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    await page.close();
    await agent.close();
  });

  async function open(said: Said, hash: string): Promise<void> {
    agent = await startStubAgent(said);
    page = await browser.newPage({ viewport: { width: 360, height: 800 } });
    await page.goto(`${agent.address}#/${hash}`);
  }

  it.each([
    ['lab', /^E-0032/, ['ends', 'channel']],
    ['experiment', /^E-0031/, ['end', 'capacity retention, %']],
  ])('the table of %s keeps what matters, and leaves out by name', async (hash, row, columns) => {
    await open(aLab(), hash);
    await page.getByRole('row', { name: row }).waitFor();
    for (const name of columns)
      expect(await page.getByRole('columnheader', { name, exact: true }).isVisible()).toBe(true);
    expect(await page.getByRole('columnheader', { name: 'began (lab time)' }).count()).toBe(0);
  });

  it('a row with verbs is a card that tells all of it', async () => {
    await open(aLab(), 'alarms');
    const row = page.locator('main table tr', { hasText: 'Electrolyte bottle below 4 mL: C' }).first();
    await row.getByText('refill, scan the lot, confirm').waitFor();
  });

  it('the pages open by a button that says whether they are, and close by Escape', async () => {
    await open(aLab(), 'lab');
    const menu = page.getByRole('button', { name: 'Pages' });
    const alarms = page.getByRole('navigation').getByRole('link', { name: /^Alarms/ });
    await menu.click();
    await alarms.waitFor();
    expect(await menu.getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('Escape');
    await alarms.waitFor({ state: 'hidden' });
    expect(await menu.getAttribute('aria-expanded')).toBe('false');
  });

  it('no word of a table is cut in two', async () => {
    const lab = aLab();
    await open({ ...lab, answers: { ...lab.answers, audit: AUDIT } }, 'audit');
    await page.getByText('link made console').waitFor();
    expect(await page.evaluate(BROKEN_WORDS)).toEqual([]);
  });

  it('an experiment of two objectives is no wider than the screen, and no word of it is cut in two', async () => {
    await open(withTwoObjectives(aLab()), 'experiment/E-0032');
    await page.getByText('Nearest experiments').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(await page.evaluate(BROKEN_WORDS)).toEqual([]);
  });
});
