import { describe, expect, it } from '@jest/globals';
import { experimentIn, nameOf } from '../../dashboard/data/alarm-source.js';
import { Annunciator } from '../../dashboard/data/annunciator.js';
import { toldOf, withNewest, type PastChange } from '../../dashboard/data/past-alarms.js';
import { acknowledgeEach } from '../../dashboard/pages/alarms/acknowledge-each.js';

const alarm = (id: string, raisedAt = '10:00') => ({ id, raisedAt });

describe('acknowledging what was shown', () => {
  it('asks for each by itself, goes on after a refusal, and tells each that was refused', async () => {
    const seen = ['a', 'b', 'c'].map((id) => alarm(id));
    const asked: string[] = [];
    const acknowledge = (id: string): Promise<void> => {
      asked.push(id);
      return id === 'b' ? Promise.reject(new Error('not by you')) : Promise.resolve();
    };
    const refused = await acknowledgeEach(seen, { waiting: () => seen, acknowledge });
    expect(asked).toEqual(['a', 'b', 'c']);
    expect([...refused]).toEqual([['b', 'not by you']]);
  });

  it('leaves alone what came after, what came anew, and what somebody else has acknowledged', async () => {
    const asked: string[] = [];
    const refused = await acknowledgeEach([alarm('a'), alarm('b'), alarm('c')], {
      waiting: () => [alarm('a'), alarm('b', '10:05'), alarm('later')],
      acknowledge: (id) => {
        asked.push(id);
        return Promise.resolve();
      },
    });
    expect(asked).toEqual(['a']);
    expect([...refused]).toEqual([['b', expect.stringContaining('came anew')]]);
  });
});

describe('the sound of alarms', () => {
  const raised = (id: string, priority: 'critical' | 'low', raisedAt = '10:00') => ({
    id,
    priority,
    raisedAt,
  });

  it('is that of the most urgent of what has come, once, and again when it comes anew', () => {
    const annunciator = new Annunciator();
    const both = [raised('a', 'low'), raised('b', 'critical')];
    expect(annunciator.beepsFor(both)).toBe(4);
    expect(annunciator.beepsFor(both)).toBe(0);
    expect(annunciator.beepsFor([])).toBe(0);
    expect(annunciator.beepsFor(both)).toBe(0);
    expect(annunciator.beepsFor([...both, raised('a', 'low', '11:00')])).toBe(1);
  });

  it('sounds once for a flood, however many wait', () => {
    const annunciator = new Annunciator();
    const flood = Array.from({ length: 3000 }, (_, k) => raised(`alarm ${k}`, 'critical'));
    expect(annunciator.beepsFor(flood)).toBe(4);
    expect(annunciator.beepsFor(flood)).toBe(0);
  });
});

describe('the history of alarms, page by page', () => {
  const change = (seq: number) => ({ seq }) as PastChange;
  const page = (before: number | null, ...seqs: number[]) => ({ changes: seqs.map(change), before });

  it('keeps what was read before, without a hole and without telling anything twice', () => {
    const known = page(1, 5, 4, 3, 2, 1);
    expect(withNewest(undefined, page(4, 5, 4))).toEqual(page(4, 5, 4));
    expect(withNewest(known, page(4, 6, 5, 4))).toEqual(page(1, 6, 5, 4, 3, 2, 1));
    expect(withNewest(known, page(8, 9, 8))).toEqual(page(8, 9, 8));
    expect(withNewest(page(null, 2, 1), page(null, 3, 2, 1))).toEqual(page(null, 3, 2, 1));
  });

  it.each([
    ['raised', 'agent', 'came'],
    ['acknowledged', 'ada', 'acknowledged by ada'],
    ['unshelved', 'time', 'back from the shelf, its time was over'],
  ])('%s by %s is told as: %s', (what, who, told) => {
    expect(toldOf({ what, who })).toBe(told);
  });
});

describe('what an alarm is about', () => {
  it('stands behind its title, where there can be several of one kind', () => {
    expect(nameOf({ title: 'A cell left its limits', source: 'E0009' })).toBe(
      'A cell left its limits: E0009',
    );
    expect(nameOf({ title: 'The disk is nearly full', source: '' })).toBe('The disk is nearly full');
  });

  it.each([
    ['E0009', 'E0009'],
    ['E0009.question-1', 'E0009'],
    ['E12345', 'E12345'],
    ['robot', undefined],
    ['E0009-mail', undefined],
    ['', undefined],
  ])('%s is of the experiment %s', (source, experiment) => {
    expect(experimentIn(source)).toBe(experiment);
  });
});
