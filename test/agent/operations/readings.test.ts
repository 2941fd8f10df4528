import { describe, expect, it } from '@jest/globals';
import { Readings } from '../../../agent/operations/readings.js';
import type { LinkState, Reading } from '../../../drivers/instrument.js';

const READING: Reading = { name: 'chamber/temperature', value: 40, unit: 'Cel', atMs: 0 };

function anInstrument(id: string, observe: () => Promise<readonly Reading[]>, link: LinkState = 'up') {
  return { id, link, observe };
}

describe('what instruments measure', () => {
  it('is told of each that answers, whatever the others do', async () => {
    const told: string[] = [];
    const lost = anInstrument('robot', () => Promise.reject(new Error('no answer')));
    const instruments = [lost, anInstrument('tester', async () => [READING])];
    await new Readings(instruments, (id, { name }) => told.push(`${id} ${name}`)).read();
    expect(told).toEqual(['tester chamber/temperature']);
  });

  it('is not asked of one whose link is down, nor twice at a time of a slow one', async () => {
    let asked = 0;
    let answer: (readings: readonly Reading[]) => void = () => undefined;
    const slow = anInstrument('tester', () => {
      asked += 1;
      return new Promise((resolve) => (answer = resolve));
    });
    const down = anInstrument('robot', async () => [READING], 'down');
    const told: string[] = [];
    const readings = new Readings([slow, down], (id) => told.push(id));
    const first = readings.read();
    await readings.read();
    answer([READING]);
    await first;
    expect([asked, told]).toEqual([1, ['tester']]);
  });
});
