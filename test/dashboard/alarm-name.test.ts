import { afterAll, expect, it } from '@jest/globals';
import { aLab, anAlarm } from './a-lab.js';
import { inBrowser, Visitor } from './visit.js';

const LIMITS = 'A cell left its limits';
const over = {
  ...anAlarm('A cell left its limits', 'high'),
  source: 'E0009',
  phase: 'latched-unacknowledged',
};
const gone = {
  ...anAlarm('An instrument cannot be reached', 'high'),
  ...{ source: 'robot', phase: 'returned-unacknowledged' },
};
const there = { ...anAlarm('An instrument cannot be reached', 'high'), source: 'tester' };
const change = {
  seq: 1,
  at: '2026-11-03T02:14:00Z',
  what: 'raised',
  who: 'agent',
  text: '4.31 V',
  until: null,
};

inBrowser('an alarm on the page', () => {
  const visitor = new Visitor();
  afterAll(() => visitor.close());

  it('says what it is about wherever it stands, with a way to the experiment, and whether it is over', async () => {
    const lab = aLab();
    const past = {
      ...change,
      alarm: 'cell-over-limit.E0009',
      priority: 'high',
      title: LIMITS,
      source: 'E0009',
    };
    const answers = { ...lab.answers, 'alarms/history': { changes: [past], before: null } };
    const topics = {
      'bridge/state': lab.topics['bridge/state'],
      'bridge/health': lab.topics['bridge/health'],
      ...{ 'alarm/a': over, 'alarm/b': gone, 'alarm/c': there },
    };
    const page = await visitor.open({ answers, topics }, { hash: 'alarms' });
    const strip = page.getByRole('region', { name: 'What needs you' });
    await strip.getByText(/^A cell left its limits: E0009$/).waitFor();
    expect(await strip.getByText(/happened .*, is over ·/).count()).toBe(1);
    expect(await strip.getByText(/came .*, has gone by itself ·/).count()).toBe(1);
    expect(await strip.getByText(/· since /).count()).toBe(1);
    const rows = page.locator('section.card tbody tr');
    expect(await rows.getByText(/^An instrument cannot be reached: (robot|tester)$/).count()).toBe(2);
    expect(await page.getByRole('link', { name: 'E0009' }).count()).toBe(3);
    await strip.getByRole('button', { name: 'Shelve' }).first().click();
    await page.getByRole('dialog').getByText('"A cell left its limits: E0009" counts as seen').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Acknowledge all 3' }).click();
    await page
      .getByRole('dialog')
      .getByText(/^An instrument cannot be reached: robot$/)
      .waitFor();
    await page.keyboard.press('Escape');
    await strip.getByRole('link', { name: 'E0009' }).click();
    await page.waitForURL(/#\/experiment\/E0009/);
    expect(visitor.problems).toEqual([]);
  });
});
