import { expect, it } from '@jest/globals';
import { HealthMonitor, type HealthParts } from '../../../agent/operations/health.js';
import { ManualClock } from '../../../core/clock.js';

it('the heartbeat says what lab time it is, and how long the agent has been there in real time', async () => {
  const [link, labClock] = [new ManualClock(), new ManualClock(Date.UTC(2027, 0, 2))];
  const monitor = new HealthMonitor({
    ...{ link, labClock, alarms: { unseen: 0 }, bus: { link: 'up' }, outbox: { depth: 0, oldestS: 0 } },
    planner: { activity: { planning: false, plans: 0, lastPlanS: 0 } },
    record: { length: 0 } as HealthParts['record'],
    campaign: { isPaused: false, underWay: 0 } as HealthParts['campaign'],
    lab: { robot: {}, cycler: {}, station: {} } as HealthParts['lab'],
  });
  await link.advance(2000);
  await labClock.advance(3_600_000);
  expect(monitor.read()).toMatchObject({ uptimeS: 2, labAt: '2027-01-02T01:00:00.000Z' });
});
