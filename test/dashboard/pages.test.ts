import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { aLab, anExperiment, anExperimentInDetail, aSeries, someCycles } from './a-lab.js';
import { browserPath, openBrowser } from './browser.js';
import { startStubAgent, type Said, type StubAgent } from './stub-agent.js';

const isBuilt = existsSync(join(import.meta.dirname, '../../dist/dashboard/index.html'));
const inBrowser = browserPath !== undefined && isBuilt ? describe : describe.skip;
interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

inBrowser('the page in a browser', () => {
  let browser: Browser;
  let agent: StubAgent;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(() => {
    problems.length = 0;
  });
  afterEach(async () => {
    await page.close();
    await agent.close();
    expect(problems).toEqual([]);
  });

  async function open(said: Said, hash = '', theme: 'light' | 'dark' = 'light', width = 1280): Promise<void> {
    agent = await startStubAgent(said);
    page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme: theme });
    page.on('pageerror', (error) => problems.push(error.message));
    await page.goto(`${agent.address}#/${hash}`);
  }

  async function seriousFindings(): Promise<string[]> {
    await page.evaluate(AXE);
    const found: { violations: Finding[] } = await page.evaluate(
      'axe.run(document, { resultTypes: ["violations"] })',
    );
    return found.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`);
  }

  it('shows the log-in and nothing of the lab to whoever is not signed in', async () => {
    const { me: _, ...answers } = aLab().answers;
    await open({ ...aLab(), answers });
    await page.getByLabel('Password').waitFor();
    expect(await page.textContent('body')).not.toContain('Lab A');
  });

  it('goes stale when the heartbeat ends: a banner, and nothing can be asked', async () => {
    await open(aLab());
    await page.getByRole('button', { name: /STOP ALL/ }).waitFor();
    await page.getByText('The agent is silent').waitFor({ timeout: 9000 });
    expect(await page.getByRole('button', { name: /STOP ALL/ }).isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: 'Acknowledge' }).isDisabled()).toBe(true);
  });

  it('asks once before it stops everything, and sends one request', async () => {
    await open(aLab());
    await page.getByRole('button', { name: /STOP ALL/ }).click();
    await page.getByText('not an emergency stop').waitFor();
    expect(agent.asked).toEqual([]);
    await page.getByRole('dialog').getByLabel('Reason').fill('smoke test');
    await page.getByRole('dialog').getByRole('button', { name: 'STOP ALL' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(agent.asked).toMatchObject([{ verb: 'stop_all', body: { reason: 'smoke test' } }]);
  });

  it('keeps no click for later: what was clicked while the agent was away is told as failed, once', async () => {
    await open(aLab());
    const button = page.getByRole('button', { name: 'Acknowledge' });
    await button.waitFor();
    const { asked } = agent;
    await page.route('**/verbs/**', (route) => route.abort());
    await button.click();
    await page.getByText('nothing is kept for later').waitFor();
    await page.unroute('**/verbs/**');
    agent.tell('bridge/health', {});
    await page.waitForTimeout(1500);
    expect(asked).toEqual([]);
  });

  const detail = {
    'experiments/E-0032': anExperimentInDetail(),
    'jobs/E-0032.age/series': aSeries(800),
    'jobs/E-0032.age/cycles': someCycles(60),
  };
  const pages = [
    'lab',
    'campaign',
    'experiment',
    'experiment/E-0032',
    'queue',
    'alarms',
    'operate',
    'audit',
    'settings',
  ];

  it.each(pages.flatMap((hash) => (['light', 'dark'] as const).map((theme) => [hash, theme] as const)))(
    '%s, %s: no serious finding of axe, and nothing wider than 360 px',
    async (hash, theme) => {
      const lab = aLab();
      await open({ ...lab, answers: { ...lab.answers, ...detail } }, hash, theme, 360);
      await page.getByRole('button', { name: /STOP ALL/ }).waitFor();
      await page.waitForTimeout(500);
      expect(await seriousFindings()).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
      const stop = await page.getByRole('button', { name: /STOP ALL/ }).boundingBox();
      expect(stop!.x + stop!.width).toBeLessThanOrEqual(360);
    },
  );

  it.each([1, 6])('stands with %d objectives, names of 200 characters and in Greek', async (count) => {
    const lab = aLab();
    const name = `Ανίχνευση${'ω'.repeat(191)}`;
    const objectives = Array.from({ length: count }, (_, k) => ({
      quantity: `${name}${k}`,
      unit: '%',
      direction: 'maximise',
    }));
    const results = objectives.map(() => ({ predicted: null, observed: { value: 1, sd: 0 }, zScore: null }));
    const experiments = Array.from({ length: 3 }, (_, k) => ({ ...anExperiment(k), results, failure: null }));
    const status = { campaign: name, objectives, experiments, best: [], failures: {}, labTimeS: 0 };
    await open({ ...lab, answers: { ...lab.answers, status } }, 'campaign', 'light', 360);
    await page.getByText('Coverage').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  });

  it('shows an experiment without data as what it is', async () => {
    const lab = aLab();
    const bare = { ...anExperimentInDetail(), step: null, why: undefined, observations: [], jobs: [] };
    await open({ ...lab, answers: { ...lab.answers, 'experiments/E-0032': bare } }, 'experiment/E-0032');
    await page.getByText('formulate').waitFor();
  });

  it('says what it could not have', async () => {
    await open(aLab(), 'experiment/E-9999');
    await page.getByText(/nothing at experiments\/E-9999/).waitFor();
  });
});
