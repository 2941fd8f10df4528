import { afterAll, afterEach, expect, it } from '@jest/globals';
import { aLab } from './a-lab.js';
import { Refused } from './stub-agent.js';
import { inBrowser, Visitor } from './visit.js';

const STOP_ALL = { name: /STOP ALL/ };
const HOUR_MS = 3_600_000;

inBrowser('the line to the agent', () => {
  const visitor = new Visitor();
  afterEach(() => {
    expect(visitor.problems).toEqual([]);
  });
  afterAll(() => visitor.close());

  it('that is refused for want of room: nothing is told as so, everything can be stopped, and it is tried again', async () => {
    const lab = aLab();
    const answers: Record<string, unknown> = { ...lab.answers, 'events/stream': new Refused(503, 'busy') };
    const page = await visitor.open({ ...lab, answers }, { hash: 'alarms' });
    await page.getByText('it takes no more listeners').waitFor();
    expect(await page.getByText('Not known yet.').count()).toBe(2);
    expect(await page.getByText(/No alarm is up|Nothing needs you|0 up/).count()).toBe(0);
    const stop = page.getByRole('button', STOP_ALL);
    expect(await stop.isEnabled()).toBe(true);
    await stop.click();
    await page.getByRole('dialog').getByRole('button', STOP_ALL).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(visitor.agent.asked).toMatchObject([{ verb: 'stop_all' }]);
    delete answers['events/stream'];
    await page.getByText('Electrolyte bottle below 4 mL').first().waitFor();
    await page.getByText('it takes no more listeners').waitFor({ state: 'detached' });
  });

  it.each([
    ['queue', /No proposal waits|^0 proposals/],
    ['operate', /No maintenance window|^the agent$/],
    ['lab', /No experiment is under way|^0 experiments/],
  ])('that takes its time: %s says of nothing that it is not there', async (hash, empty) => {
    const lab = aLab();
    const answers = { ...lab.answers, 'events/stream': () => new Promise(() => undefined) };
    const page = await visitor.open({ ...lab, answers }, { hash });
    await page.getByText('Asking the agent how the lab is').waitFor();
    await page.getByText('Not known yet.').nth(1).waitFor();
    expect(await page.getByText(empty).count()).toBe(0);
  });

  it('that comes back for somebody else, who signed in in another tab: the page is loaded anew', async () => {
    const lab = aLab();
    const answers: Record<string, unknown> = { ...lab.answers };
    const page = await visitor.open({ ...lab, answers });
    await page.getByText('m.rossi · operator').waitFor();
    visitor.agent.cutLines();
    await page.getByText('The agent does not answer').waitFor();
    answers.me = { name: 'j.doe', role: 'viewer' };
    await page.getByText('j.doe · viewer').waitFor();
  });

  it('that holds while somebody else signs in: the page is loaded anew when one comes back to its window', async () => {
    const lab = aLab();
    const answers: Record<string, unknown> = { ...lab.answers };
    const page = await visitor.open({ ...lab, answers });
    await page.getByText('m.rossi · operator').waitFor();
    answers.me = { name: 'm.rossi', role: 'viewer' };
    await page.evaluate('dispatchEvent(new Event("focus"))');
    await page.getByText('m.rossi · viewer').waitFor();
  });

  it.each([2 * HOUR_MS, -2 * HOUR_MS])(
    'tells how old things are by the agent, whose clock is %d ms ahead',
    async (aheadMs) => {
      const lab = aLab();
      const by = (ageMs: number): string => new Date(Date.now() + aheadMs - ageMs).toISOString();
      const topics = {
        ...lab.topics,
        'bridge/health': { broker: 'up', ts: by(0) },
        'tester/reading/chamber.temperature': { value: 40, unit: 'Cel', ts: by(5 * 60_000) },
      };
      const page = await visitor.open({ ...lab, topics });
      const tile = page.locator('section.card', { hasText: 'chamber temperature' });
      await tile.getByText(/^5 min/).waitFor();
    },
  );
});
