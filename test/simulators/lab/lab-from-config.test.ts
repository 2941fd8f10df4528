import { describe, expect, it } from '@jest/globals';
import { parseLab } from '../../../config/load.js';
import { labTimeMs } from '../../../config/lab-time.js';
import { specOf } from '../../../simulators/lab/lab-from-config.js';
import { edited, LAB_FILE, labText } from '../../config/example-files.js';

function scheduled(entry: string) {
  const config = parseLab(edited(labText, 'schedule: []', `schedule: [{ ${entry} }]`), LAB_FILE);
  return specOf(config, {
    dataFolder: '',
    seed: undefined,
    password: 'p',
    brokerPasswords: {},
    ports: {},
  }).schedule;
}

describe('a simulated lab made from its file', () => {
  it('strikes the member that plays the instrument of that name', () => {
    expect(scheduled('at: day 3 04:00, instrument: cycler, fault: slow-answer')).toEqual([
      {
        at: 'day 3 04:00',
        member: 'tester',
        injection: { fault: 'slow-answer', delayS: 1, durationS: 10 },
      },
    ]);
    expect(scheduled('at: day 3 04:00, instrument: broker, fault: power-loss')).toMatchObject([
      { member: 'broker', injection: { fault: 'power-loss' } },
    ]);
  });

  it('counts days of lab time from when it first started, or takes an instant', () => {
    const origin = Date.UTC(2026, 4, 1, 12);
    expect(labTimeMs('day 3 04:30', origin)).toBe(Date.UTC(2026, 4, 4, 16, 30));
    expect(labTimeMs('2026-05-02T00:00:00Z', origin)).toBe(Date.UTC(2026, 4, 2));
  });
});
