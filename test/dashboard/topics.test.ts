import { describe, expect, it, jest } from '@jest/globals';
import { Topics } from '../../dashboard/data/topics.js';

describe('what the page has heard', () => {
  it('keeps the last word of each topic with the time it came, and forgets what is taken back', () => {
    const topics = new Topics();
    topics.retain('alarm/a', { priority: 'low' }, 10);
    topics.retain('alarm/b', { priority: 'high' }, 20);
    topics.retain('alarm/a', undefined, 30);
    expect([...topics.below('alarm').value]).toEqual([['b', { body: { priority: 'high' }, heardMs: 20 }]]);
  });

  it('shows nothing of before a cut that the agent does not say again, and tells no event anew', () => {
    const topics = new Topics();
    const listener = jest.fn();
    topics.onEvent(listener);
    topics.retain('alarm/a', { priority: 'low' }, 10);
    topics.tell('alarm.raised', { id: '17-ab' });
    topics.forget();
    topics.retain('alarm/b', { priority: 'high' }, 20);
    topics.tell('alarm.raised', { id: '17-ab' });
    expect([...topics.below('alarm').value.keys()]).toEqual(['b']);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('tells an event once, though it comes again', () => {
    const topics = new Topics();
    const listener = jest.fn();
    topics.onEvent(listener);
    topics.tell('experiment.ended', { id: '17-ab' });
    topics.tell('experiment.ended', { id: '17-ab' });
    topics.tell('experiment.ended', { id: '18-cd' });
    expect(listener).toHaveBeenCalledTimes(2);
  });

  it('knows instruments by their availability', () => {
    const topics = new Topics();
    for (const topic of ['tester/availability', 'robot/availability', 'bridge/state', 'tester/state'])
      topics.retain(topic, {}, 0);
    expect(topics.instruments.value).toEqual(['robot', 'tester']);
  });
});
