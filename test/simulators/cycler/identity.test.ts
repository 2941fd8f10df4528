import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../../core/clock.js';
import { seededRng } from '../../../core/rng.js';
import { measuredBy, runsIn } from '../../../simulators/lab/members/tester.js';
import { chamberOf, drawChamberError } from '../../../simulators/world/measurement/chamber-errors.js';
import { pass, protocolOf, roomWithCells, testerOn } from './fixtures.js';

const PROTOCOL = protocolOf(
  { kind: 'constant-current', currentA: 5e-5, until: [{ quantity: 'time', value: 3600 }] },
  { kind: 'impedance', fromHz: 1000, toHz: 1, perDecade: 3 },
  { kind: 'rest', durationS: 600 },
);

/** What channel 1 reports when it runs beside others. */
async function firstChannel(channels: number, seed = 'lab', stepS = 600): Promise<string> {
  const rng = seededRng(seed);
  const { tester, clock } = await testerOn({
    room: roomWithCells(channels),
    clock: new ManualClock(),
    channels,
    makeRun: runsIn('0', rng),
    measure: measuredBy(rng),
  });
  for (let channel = channels; channel > 0; channel--) {
    await tester.start(`job-${channel}`, { channel, cellId: `cell-${channel}`, protocol: PROTOCOL });
  }
  for (let timeS = 0; timeS < 7200; timeS += stepS) await pass(clock, tester, stepS);
  expect(tester.status('job-1')).toMatchObject({ state: 'completed' });
  return JSON.stringify(tester.page('job-1', 0, 1000));
}

describe('the simulated tester', () => {
  it('gives the same bytes for the same seed, and others for another', async () => {
    expect(await firstChannel(1)).toBe(await firstChannel(1));
    expect(await firstChannel(1, 'another')).not.toBe(await firstChannel(1));
  });

  it('changes nothing in a channel when others are added or when time passes in other pieces', async () => {
    const alone = await firstChannel(1);
    expect(await firstChannel(9)).toBe(alone);
    expect(await firstChannel(2, 'lab', 97)).toBe(alone);
  });

  it('has a chamber for every eight channels, each with an error of its own', () => {
    expect([1, 8, 9, 64, 512].map(chamberOf)).toEqual([1, 1, 2, 8, 64]);
    const rng = seededRng('lab');
    const errorsK = Array.from({ length: 400 }, (_, k) => drawChamberError(rng.split(`chamber/${k}`)));
    const atNoonK = errorsK.map((error) => error(43_200));
    const rms = Math.sqrt(atNoonK.reduce((sum, k) => sum + k * k, 0) / atNoonK.length);
    expect(rms).toBeGreaterThan(0.27);
    expect(rms).toBeLessThan(0.37);
    for (const error of errorsK.slice(0, 20)) expect(error(86_400)).toBeCloseTo(error(0), 9);
    expect(Math.max(...errorsK.map((error) => Math.abs(error(0) - error(43_200))))).toBeGreaterThan(0.2);
  });
});
