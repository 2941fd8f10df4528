import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Asker } from '../../dashboard/data/asker.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

function anAsker(answerMs: number): { readonly asker: Asker; readonly askedMs: number[] } {
  const askedMs: number[] = [];
  const ask = (): Promise<void> => {
    askedMs.push(Date.now() - beganMs);
    return new Promise((resolve) => setTimeout(resolve, answerMs));
  };
  const beganMs = Date.now();
  return { asker: new Asker({ ask, leastMs: 500, nowMs: () => Date.now() }), askedMs };
}

describe('a question that is asked again', () => {
  it('is one for a burst of events', async () => {
    const { asker, askedMs } = anAsker(10);
    for (let k = 0; k < 100; k++) asker.want();
    await jest.advanceTimersByTimeAsync(5000);
    expect(askedMs).toEqual([500]);
  });

  it('is asked once more for what happened while it was answered, and less often when that takes long', async () => {
    const { asker, askedMs } = anAsker(400);
    void asker.now();
    await jest.advanceTimersByTimeAsync(100);
    asker.want();
    asker.want();
    await jest.advanceTimersByTimeAsync(20_000);
    expect(askedMs).toEqual([0, 4400]);
  });

  it('is not asked any more when nobody looks', async () => {
    const { asker, askedMs } = anAsker(10);
    asker.want();
    asker.close();
    await jest.advanceTimersByTimeAsync(5000);
    expect(askedMs).toEqual([]);
  });
});
