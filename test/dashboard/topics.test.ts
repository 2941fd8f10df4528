import { describe, expect, it, jest } from '@jest/globals';
import { effect } from '@preact/signals';
import { ReadingHistory } from '../../dashboard/data/history.js';
import { Topics, type Message } from '../../dashboard/data/topics.js';

function ended(id: string): Message {
  return { topic: 'event/experiment.ended', body: { id }, heardMs: 0 };
}

describe('what the page has heard', () => {
  it('keeps the last word of each topic with the time it came, and forgets what is taken back', () => {
    const topics = new Topics();
    topics.hear([{ topic: 'alarm/a', body: { priority: 'low' }, heardMs: 10 }]);
    topics.hear([
      { topic: 'alarm/b', body: { priority: 'high' }, heardMs: 20 },
      { topic: 'alarm/a', body: undefined, heardMs: 30 },
    ]);
    expect([...topics.below('alarm').value]).toEqual([['b', { body: { priority: 'high' }, heardMs: 20 }]]);
  });

  it('shows nothing of before a cut that the agent does not say again, and tells no event anew', () => {
    const topics = new Topics();
    const listener = jest.fn();
    topics.onEvent(listener);
    const raised = { topic: 'event/alarm.raised', body: { id: '17-ab' }, heardMs: 10 };
    topics.hear([{ topic: 'alarm/a', body: { priority: 'low' }, heardMs: 10 }, raised]);
    topics.forget();
    topics.hear([{ topic: 'alarm/b', body: { priority: 'high' }, heardMs: 20 }, raised]);
    expect([...topics.below('alarm').value.keys()]).toEqual(['b']);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('tells an event once, though it comes again', () => {
    const topics = new Topics();
    const listener = jest.fn();
    topics.onEvent(listener);
    topics.hear(['17-ab', '17-ab', '18-cd'].map((id) => ended(id)));
    topics.hear([ended('18-cd')]);
    expect(listener.mock.calls).toEqual([
      [{ id: '17-ab', kind: 'experiment.ended' }],
      [{ id: '18-cd', kind: 'experiment.ended' }],
    ]);
  });

  it('knows instruments by their availability', () => {
    const topics = new Topics();
    const heard = ['tester/availability', 'robot/availability', 'bridge/state', 'tester/state'];
    topics.hear(heard.map((topic) => ({ topic, body: {}, heardMs: 0 })));
    expect(topics.instruments.value).toEqual(['robot', 'tester']);
  });

  it('takes ten thousand topics that come together as one change', () => {
    const topics = new Topics();
    const seen = jest.fn();
    const end = effect(() => {
      seen(topics.below('proposal').value.size);
    });
    topics.hear(
      Array.from({ length: 10_000 }, (_, k) => ({ topic: `proposal/P-${k}`, body: {}, heardMs: 0 })),
    );
    end();
    expect(seen.mock.calls).toEqual([[0], [10_000]]);
  });
});

describe('what instruments measured of late', () => {
  it('is kept for a while and no longer, and not for each channel', () => {
    const topics = new Topics();
    const history = new ReadingHistory(topics);
    topics.hear([{ topic: 'tester/availability', body: {}, heardMs: 0 }]);
    for (let k = 0; k < 500; k++) {
      const body = { value: k, unit: 'Cel', ts: new Date(1000 * k).toISOString() };
      const at = { body, heardMs: 1000 * k };
      topics.hear([
        { topic: 'tester/reading/chamber.temperature', ...at },
        { topic: 'tester/reading/channel.1.voltage', ...at },
      ]);
    }
    history.close();
    const points = history.pointsOf('tester/reading/chamber.temperature');
    expect(points.map(({ value }) => value)).toEqual(Array.from({ length: 90 }, (_, k) => 410 + k));
    expect(history.pointsOf('tester/reading/channel.1.voltage')).toEqual([]);
  });
});
