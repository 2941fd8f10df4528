import { describe, expect, it } from '@jest/globals';
import { StepGate } from '../../../agent/experiment/step-gate.js';

describe('the gate before the next step', () => {
  it('is open at first, holds up while it is closed, and lets everybody through when it opens', async () => {
    const gate = new StepGate();
    const passed: string[] = [];
    const { signal } = new AbortController();
    await gate.pass(signal);
    gate.close();
    const all = ['a', 'b'].map((name) => gate.pass(signal).then(() => passed.push(name)));
    await Promise.resolve();
    expect(passed).toEqual([]);
    gate.open();
    await Promise.all(all);
    expect(passed).toEqual(['a', 'b']);
  });

  it('lets go of whoever is stopped, before and while waiting', async () => {
    const gate = new StepGate();
    gate.close();
    const stop = new AbortController();
    const waiting = gate.pass(stop.signal);
    stop.abort(new Error('stopped by jane'));
    await expect(waiting).rejects.toThrow('stopped by jane');
    await expect(gate.pass(stop.signal)).rejects.toThrow('stopped by jane');
  });
});
