import { describe, expect, it } from '@jest/globals';
import { uptimeOf } from '../../../agent/audit/uptime.js';
import { ended, HOUR_MS, power, started } from './facts.js';

const DAY = { fromMs: 0, toMs: 24 * HOUR_MS };
const ON = power('instrument.started', 0);

describe('the uptime of an instrument', () => {
  it('is whole when it never lost its power', () => {
    expect(uptimeOf([ON], DAY, {})).toEqual([{ instrument: 'tester', up: 1, losses: 0, busy: 0 }]);
  });

  it('lacks the time from each loss to the next start', () => {
    const cuts = [power('instrument.lost', 6), power('instrument.started', 9), power('instrument.lost', 21)];
    const [tester] = uptimeOf([ON, ...cuts], DAY, {});
    expect(tester).toMatchObject({ up: 0.75, losses: 2 });
  });

  it('counts a loss once that is told again before it is back', () => {
    const cuts = [power('instrument.lost', 6), power('instrument.lost', 7), power('instrument.started', 12)];
    expect(uptimeOf([ON, ...cuts], DAY, {})[0]).toMatchObject({ up: 0.75 });
  });
});

describe('the use of an instrument', () => {
  it('is the time of its programs over all its places, what still runs included', () => {
    const programs = [started(0, 'a'), started(12, 'b'), ended(12, 'a')];
    expect(uptimeOf([ON, ...programs], DAY, { tester: 4 })[0]).toMatchObject({ busy: 0.25 });
  });

  it('is of its own programs only', () => {
    const programs = [started(0, 'a', 'robot'), ended(12, 'a', undefined, 'robot')];
    expect(uptimeOf([ON, ...programs], DAY, {})[0]).toMatchObject({ busy: 0 });
  });
});
