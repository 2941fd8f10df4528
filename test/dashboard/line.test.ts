import { afterAll, afterEach, expect, it } from '@jest/globals';
import { aLab } from './a-lab.js';
import { inBrowser, Visitor } from './visit.js';

const HOUR_MS = 3_600_000;

inBrowser('the line to the agent', () => {
  const visitor = new Visitor();
  afterEach(() => {
    expect(visitor.problems).toEqual([]);
  });
  afterAll(() => visitor.close());

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
