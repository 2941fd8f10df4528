import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SimulatedLab } from '../../../agent/operations/simulated-lab.js';
import type { LabDescriptor } from '../../../config/lab-descriptor.js';
import { LabClock, ManualClock, type ClockAnchor } from '../../../core/clock.js';

/** No system gives this to a process. */
const NOBODY = 2 ** 30;
const FACTOR = 40_000;

describe('a simulated lab that dies while somebody uses it', () => {
  let data: string;
  let clock: ManualClock;
  let starts: (ClockAnchor | undefined)[];
  let failing: (() => void) | undefined;
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'lab-'));
    clock = new ManualClock();
    starts = [];
    failing = undefined;
  });
  afterEach(() => {
    rmSync(data, { recursive: true });
  });

  /** A lab that is dead by the next look, as soon as it was started. */
  async function start(_options: unknown, _clock: unknown, livedBy?: ClockAnchor): Promise<LabDescriptor> {
    failing?.();
    if (failing) throw new Error('it ended while starting');
    starts.push(livedBy);
    const url = 'mqtt://127.0.0.1:1';
    return {
      pid: NOBODY,
      startedAt: '2026-01-01T00:00:00.000Z',
      seed: '1',
      clock: livedBy ?? { linkMs: clock.now(), labMs: 0, factor: FACTOR },
      endpoints: { broker: url, robot: url, tester: url, station: url },
      password: 'secret',
    };
  }

  function open(): Promise<SimulatedLab> {
    return SimulatedLab.open({ lab: 'lab.yaml', data }, clock, () => undefined, start);
  }

  it('is switched on again in the lab time that its user lives by', async () => {
    const lab = await open();
    const lived = new LabClock(clock, lab.descriptor.clock);
    await clock.advance(1500);
    expect(starts).toEqual([undefined, lived.anchor]);
    expect(new LabClock(clock, lab.descriptor.clock).now()).toBe(lived.now());
    await lab.close();
  });

  it('is tried at longer and longer intervals, up to a minute, while it does not start', async () => {
    const lab = await open();
    const triesMs: number[] = [];
    const beganMs = clock.now();
    failing = () => triesMs.push(clock.now() - beganMs);
    await clock.advance(250_000);
    const intervalsS = triesMs.map((ms, at) => (ms - (triesMs[at - 1] ?? 0)) / 1000);
    expect(intervalsS).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
    await lab.close();
  });

  it('is left alone once it is not needed any more', async () => {
    const lab = await open();
    await lab.close();
    await clock.advance(10_000);
    expect(starts).toHaveLength(1);
  });
});
