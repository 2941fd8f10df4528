import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import {
  aHalfCycle,
  aLab,
  anAlarm,
  anExperiment,
  anExperimentInDetail,
  aSeries,
  someCurves,
  someCycles,
} from './a-lab.js';
import { browserPath, openBrowser } from './browser.js';
import { Refused, startStubAgent, type Said, type StubAgent } from './stub-agent.js';

const isBuilt = existsSync(join(import.meta.dirname, '../../dist/dashboard/index.html'));
const inBrowser = browserPath !== undefined && isBuilt ? describe : describe.skip;
interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** A PNG of one pixel. */
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

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

  it('tells lab time as it is now beside what ends in lab time, and not in a lab that runs by the clock on the wall', async () => {
    const lab = aLab();
    await open(lab);
    const inFlight = () => page.locator('section.card', { hasText: 'In flight' });
    await inFlight().locator('header time[datetime="2026-11-28T12:14:00.000Z"]').waitFor();
    await page.close();
    await agent.close();
    const real = { ...(lab.answers['lab'] as object), labFactor: 1 };
    await open({ ...lab, answers: { ...lab.answers, lab: real } });
    await inFlight().getByText('E-0032').waitFor();
    expect(await inFlight().textContent()).not.toContain('lab time now');
  });

  it('goes stale when the heartbeat ends: a banner, and nothing can be asked', async () => {
    await open(aLab());
    await page.getByRole('button', { name: /STOP ALL/ }).waitFor();
    await page.getByText('The agent is silent').waitFor({ timeout: 9000 });
    expect(await page.getByRole('button', { name: /STOP ALL/ }).isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: 'Acknowledge' }).isDisabled()).toBe(true);
  });

  it('says in one line which roles its grey buttons take, and says nothing where there is none', async () => {
    const lab = aLab();
    const verbs = [
      { verb: 'stop_all', role: 'operator' },
      { verb: 'ack', role: 'operator' },
      { verb: 'shelve', role: 'scientist' },
    ];
    await open({ ...lab, answers: { ...lab.answers, verbs, me: { name: 'v', role: 'viewer' } } });
    await page.getByText('What is grey takes the role operator or scientist; yours is viewer.').waitFor();
    agent.tell('alarm/stock-low.C', null);
    await page.getByText('What is grey takes the role operator; yours is viewer.').waitFor();
    await page.close();
    await agent.close();
    await open({ ...lab, answers: { ...lab.answers, verbs, me: { name: 's', role: 'scientist' } } });
    await page.locator('button:enabled', { hasText: 'STOP ALL' }).waitFor();
    expect(await page.getByText('What is grey').count()).toBe(0);
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

  it('tells the robot what was put onto its shelf: how much, in which unit, the lot, and a photo of it', async () => {
    await open(aLab(), 'operate');
    const handedIn: (string | null)[] = [];
    await page.route('**/photos', async (route) => {
      handedIn.push(await route.request().headerValue('content-type'));
      await route.fulfill({ json: { photo: 'ab12' } });
    });
    const row = page.getByRole('row', { name: /^EC/ });
    expect(await row.textContent()).toContain('31.2 g');
    await row.getByRole('button', { name: 'Refill' }).click();
    const dialog = page.getByRole('dialog');
    const { x, width } = (await dialog.boundingBox())!;
    expect(x + width / 2).toBeCloseTo(1280 / 2, 0);
    const beyond = `(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('dialog'))`;
    expect(await page.evaluate(beyond)).toBe(0);
    await dialog.getByLabel('EC put onto the shelf, g').fill('250.5');
    await dialog.getByRole('button', { name: 'Refill' }).click();
    expect(agent.asked).toEqual([]);
    await dialog.getByLabel('Lot, as its label says').fill('S-7');
    const buffer = Buffer.from(PIXEL, 'base64');
    await dialog.getByLabel(/Photo/).setInputFiles({ name: 'label.png', mimeType: 'image/png', buffer });
    await dialog.getByRole('button', { name: 'Refill' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(handedIn).toEqual(['image/jpeg']);
    const body = { item: 'EC', amount: 250.5, unit: 'g', lot: 'S-7', photo: 'ab12' };
    expect(agent.asked).toMatchObject([{ verb: 'refill', body }]);
  });

  it('tells which ways to people work, when they are quiet, and tests one by a click', async () => {
    await open(aLab(), 'alarms');
    const phone = page.getByRole('row', { name: /^duty-phone/ });
    expect(await phone.textContent()).toMatch(
      /quiet: critical only.*22:00 to 06:00 \(Europe\/Vienna\): critical/,
    );
    expect(await page.getByRole('row', { name: /^mail/ }).textContent()).toContain('out: HTTP 503');
    await page.getByText('not taken after 3 tries').waitFor();
    await phone.getByRole('button', { name: 'Test' }).click();
    await phone.getByRole('button', { name: 'Test', disabled: false }).waitFor();
    expect(agent.asked).toMatchObject([{ verb: 'test_route', body: { route: 'duty-phone' } }]);
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
    'jobs/E-0032.age/cycles': [...someCycles(60), aHalfCycle(61)],
    'jobs/E-0032.age/curves': someCurves,
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

  it('lays cycles over each other, reads them at the cursor with units, and draws no cycle that is not over', async () => {
    const lab = aLab();
    await open({ ...lab, answers: { ...lab.answers, ...detail } }, 'experiment/E-0032');
    const card = page.locator('section.card', { hasText: 'dQ/dV' });
    const cursor = card.getByLabel('Cursor of dQ/dV over voltage, V');
    await cursor.fill('3.4');
    await card.getByText('voltage 3.4 V').waitFor();
    expect(await card.locator('.readout li').first().locator('xpath=..').textContent()).toMatch(
      /cycle 1, charge [\d.]+ mAh\/V.*cycle 60, discharge -[\d.]+ mAh\/V/,
    );
    await card.getByText('6 points too flat for dQ/dV left out').first().waitFor();
    await card.getByLabel('Cycles').fill('5, 700');
    await card.getByRole('button', { name: 'Compare' }).click();
    await card.getByText('there is no cycle 700: 1 to 61 are there').waitFor();
    await card.getByLabel('Cycles').fill('5');
    await card.getByRole('button', { name: 'Compare' }).click();
    await card.getByText('cycle 5, charge').first().waitFor();
    const capacity = page.locator('section.card', { hasText: 'Discharge capacity' });
    await capacity.getByText('1 not complete, left out').waitFor();
    expect(await capacity.locator('circle').count()).toBe(60);
    const least = await capacity.locator('svg text[text-anchor="end"]').first().textContent();
    expect(Number(least)).toBeGreaterThan(4);
  });

  it('acknowledges all that were shown in one confirmed click, tells each that was refused, and nothing that came since', async () => {
    const lab = aLab();
    const topics = {
      ...lab.topics,
      'alarm/b': anAlarm('Robot away', 'critical'),
      'alarm/c': anAlarm('Gas', 'low'),
    };
    await open({ ...lab, topics }, 'alarms');
    await page.route('**/verbs/ack', async (route) => {
      if (!route.request().postData()!.includes('"c"')) return route.continue();
      return route.fulfill({ status: 409, json: { message: 'c: the record is full' } });
    });
    await page.getByRole('button', { name: 'Acknowledge all 3' }).click();
    agent.tell('alarm/later', anAlarm('Came later', 'high'));
    agent.tell('alarm/b', { ...anAlarm('Robot away', 'critical'), raisedAt: '2026-12-01T00:00:00Z' });
    await page.locator('main').getByText('Came later').first().waitFor();
    const dialog = page.getByRole('dialog');
    expect(await dialog.textContent()).not.toContain('Came later');
    await dialog.locator('button.primary').click();
    await dialog.getByText('1 of 3 acknowledged; not these:').waitFor();
    await dialog.getByText('c: the record is full').waitFor();
    await dialog.getByText('it came anew since').waitFor();
    expect(agent.asked).toMatchObject([{ verb: 'ack', body: { alarm: 'stock-low.C' } }]);
  });

  it('tells the history of alarms in pages, and of one priority alone', async () => {
    await open(aLab(), 'alarms');
    const card = page.locator('section.card', { hasText: 'History' });
    const rows = card.locator('tbody tr');
    await card.getByText('acknowledged by m.rossi').first().waitFor();
    for (const count of [100, 120]) {
      await card.getByRole('button', { name: 'Show older' }).click();
      await rows.nth(count - 1).waitFor();
    }
    expect(await rows.count()).toBe(120);
    expect(await card.getByRole('button', { name: 'Show older' }).count()).toBe(0);
    await card.getByRole('combobox', { name: 'Priority' }).selectOption('low');
    await rows.nth(49).waitFor();
    expect(await card.getByLabel('high priority').count()).toBe(0);
  });

  it('sounds for an alarm that has come, once it was switched on, and once for each', async () => {
    await open(aLab(), 'alarms');
    await page.getByRole('button', { name: 'Sound off' }).waitFor();
    await page.evaluate(
      'window.tones = 0; const start = OscillatorNode.prototype.start; OscillatorNode.prototype.start = function (at) { window.tones += 1; start.call(this, at); }',
    );
    agent.tell('alarm/b', anAlarm('Robot away', 'critical'));
    await page.getByText('Robot away').first().waitFor();
    expect(await page.evaluate('window.tones')).toBe(0);
    await page.getByRole('button', { name: 'Sound off' }).click();
    await page.waitForFunction('window.tones === 1');
    agent.tell('alarm/c', anAlarm('Glovebox', 'high'));
    await page.waitForFunction('window.tones === 4');
    agent.tell('alarm/c', { ...anAlarm('Glovebox', 'high'), text: 'worse' });
    await page.getByText('worse').first().waitFor();
    expect(await page.evaluate('window.tones')).toBe(4);
  });

  it.each([
    [1, 360],
    [6, 360],
    [6, 1280],
  ])(
    'tells recipes of 12 variables by line, for %d objectives at %d px, by mouse and by key',
    async (count, width) => {
      const lab = aLab();
      const objectives = Array.from({ length: count }, (_, k) => ({
        ...{ quantity: `quantity_${k}`, unit: '%', direction: 'maximise' },
      }));
      const experiments = Array.from({ length: 30 }, (_, k) => ({
        ...anExperiment(k + 1),
        parameters: Object.fromEntries(
          Array.from({ length: 12 }, (_, v) => [`additive.A${v}`, ((k * (v + 3)) % 11) / 10]),
        ),
        results: objectives.map((_, q) => ({
          ...{ predicted: null, zScore: null },
          observed: k % 7 === 2 ? null : { value: 80 + ((k * (q + 1)) % 17), sd: 0.5 },
        })),
      }));
      const status = { campaign: 'c', objectives, experiments, best: [], failures: {}, labTimeS: 0 };
      await open({ ...lab, answers: { ...lab.answers, status } }, 'campaign', 'light', width);
      const card = page.locator('section.card', { hasText: 'Recipes' });
      await card.getByText('A11, 0 to 1').waitFor();
      const cross = card.getByRole('link', { name: /^E-0003: failed: insoluble/ });
      await cross.focus();
      await card
        .locator('.pointed')
        .getByText(/failed: insoluble · A0/)
        .waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      await cross.press('Tab');
      await card.locator('.pointed').getByText('E-0010').waitFor();
      await cross.press('Enter');
      await page.waitForURL(/#\/experiment\/E-0003/);
    },
  );

  it('shows an experiment without data as what it is', async () => {
    const lab = aLab();
    const bare = { ...anExperimentInDetail(), step: null, why: undefined, observations: [], jobs: [] };
    await open({ ...lab, answers: { ...lab.answers, 'experiments/E-0032': bare } }, 'experiment/E-0032');
    await page.getByText('formulate').waitFor();
  });

  it.each(['light', 'dark'] as const)(
    'an experiment is filled in at 360 px, %s: no serious finding of axe, numbers as numbers, nothing that was left empty',
    async (theme) => {
      await open(aLab(), 'queue', theme, 360);
      await page.getByRole('button', { name: 'Add an experiment' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('EC', { exact: true }).fill('0.25');
      await dialog.getByLabel('Main additive').selectOption('VC');
      await dialog.getByText('0 to 3 %, only with main additive VC').waitFor();
      expect(await seriousFindings()).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
      const { x, width } = (await dialog.boundingBox())!;
      expect(x + width).toBeLessThanOrEqual(360);
      await dialog.getByRole('button', { name: 'Add' }).click();
      await dialog.waitFor({ state: 'detached' });
      const parameters = { 'solvent.EC': 0.25, 'main-additive': 'VC' };
      expect(agent.asked).toMatchObject([{ verb: 'add', body: { parameters } }]);
      expect(Object.keys(agent.asked[0]!.body['parameters'] as object)).toHaveLength(2);
    },
  );

  it('shows the first hundred of ten thousand proposals, and the next on demand', async () => {
    const lab = aLab();
    const ids = Array.from({ length: 10_000 }, (_, k) => `P-${k + 1}`);
    const proposal = {
      state: 'asked',
      reasons: 'new ingredient',
      byDefault: 'reject',
      deadlineLabAt: '2026-11-04T00:00:00Z',
    };
    const topics = {
      ...lab.topics,
      'queue/state': { uid: 'u', waiting: ids.length, order: ids.join(', ') },
      ...Object.fromEntries(ids.map((id) => [`proposal/${id}`, proposal])),
    };
    await open({ ...lab, topics }, 'queue');
    await page.getByText('10000 proposals').waitFor();
    await page.getByText('the first 100 of 10000').waitFor();
    expect(await page.locator('main table tbody tr').count()).toBe(100);
    await page.getByRole('button', { name: 'Show 100 more' }).click();
    expect(await page.locator('main table tbody tr').count()).toBe(200);
  });

  it('keeps STOP ALL and says why when a newer agent tells what this page does not know', async () => {
    const lab = aLab();
    await open({ ...lab, answers: { ...lab.answers, status: { rounds: [] } } }, 'campaign');
    await page.getByText(/This page cannot be shown/).waitFor();
    agent.tell('bridge/health', { broker: 'up', ts: new Date().toISOString() });
    await page.locator('button:enabled', { hasText: 'STOP ALL' }).waitFor();
  });

  it('shows the log-in when it has ended, and says so', async () => {
    const lab = aLab();
    const answers: Record<string, unknown> = { ...lab.answers };
    await open({ ...lab, answers });
    await page.getByRole('button', { name: /STOP ALL/ }).waitFor();
    delete answers.me;
    agent.cutLines();
    await page.getByText('Your log-in has ended').waitFor();
    expect(await page.textContent('body')).not.toContain('Lab A');
  });

  it('is loaded anew when somebody signs in: the agent may have been renewed, and its page with it', async () => {
    const lab = aLab();
    const { me, ...rest } = lab.answers;
    const answers: Record<string, unknown> = { ...rest, 'sign-in': {} };
    await open({ ...lab, answers });
    await page.getByLabel('Name').fill('m.rossi');
    await page.getByLabel('Password').fill('right');
    answers.me = me;
    const loaded = page.waitForEvent('load');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await loaded;
    await page.getByRole('button', { name: /STOP ALL/ }).waitFor();
  });

  it.each([
    [401, 'the name or the password is wrong'],
    [429, 'too many tries: wait 30 s'],
  ])('says in the place of the log-in why it was refused: %d', async (status, message) => {
    const { me: _, ...answers } = aLab().answers;
    await open({ ...aLab(), answers: { ...answers, 'sign-in': new Refused(status, message) } });
    await page.getByLabel('Name').fill('m.rossi');
    await page.getByLabel('Password').fill('guess');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText(message).waitFor();
    expect(await page.getByLabel('Name').inputValue()).toBe('m.rossi');
  });

  it('says what it could not have', async () => {
    await open(aLab(), 'experiment/E-9999');
    await page.getByText(/nothing at experiments\/E-9999/).waitFor();
  });
});
