import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { matchesFilter, topicLevel } from '../../../drivers/transports/mqtt-topic.js';

it.each([
  ['channel/3/voltage', 'channel.3.voltage'],
  ['O2 #1', 'O2 .1'],
  ['pH+', 'pH.'],
  ['a\0b\u009f\uffff', 'a.b..'],
  ['Füllstand 2 (µL)', 'Füllstand 2 (µL)'],
])('the name %j is told as the level %j', (name, level) => {
  expect(topicLevel(name)).toBe(level);
});

it('any text becomes one level, and is not changed again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const level = topicLevel(text);
      expect(matchesFilter('lab/+/end', `lab/${level}/end`)).toBe(true);
      expect(level).not.toMatch(/[+#\0]/);
      expect(topicLevel(level)).toBe(level);
    }),
  );
});
