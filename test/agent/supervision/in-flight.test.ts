import { describe, expect, it } from '@jest/globals';
import { InFlight } from '../../../agent/supervision/in-flight.js';
import type { LabEvent } from '../../../agent/record/lab-event.js';
import { ManualClock } from '../../../core/clock.js';
import { RECIPE } from '../a-record.js';

const at = (clock: ManualClock): string => new Date(clock.now()).toISOString();

function event(clock: ManualClock, kind: string, subject: string, body: unknown): LabEvent {
  return { kind, subject, body, labAt: at(clock) } as unknown as LabEvent;
}

function aFollower(): { clock: ManualClock; inFlight: InFlight } {
  const clock = new ManualClock();
  const inFlight = new InFlight(clock);
  inFlight.see(
    event(clock, 'experiment.started', 'E1', {
      campaignId: 'C',
      proposalId: 'P',
      recipe: RECIPE,
      attempt: 1,
    }),
  );
  return { clock, inFlight };
}

const intended = { experimentId: 'E1', step: 'form', instrument: 'tester', task: {}, effect: 'repeatable' };

describe('an experiment under way', () => {
  it('is shown with its step, its channel and a range in which it should end', () => {
    const { clock, inFlight } = aFollower();
    inFlight.see(event(clock, 'lease.taken', 'channel/3', { experimentId: 'E1' }));
    inFlight.see(event(clock, 'lease.taken', 'robot', { experimentId: 'E1' }));
    inFlight.see(event(clock, 'command.intended', 'E1.form', intended));
    inFlight.progress('E1.form', 0.5);
    const shown = inFlight.shown('E1')!;
    expect(shown).toMatchObject({ step: 'form', stepNumber: 4, stepShare: 0.5, channel: 'channel/3' });
    const [least, expected, most] = [shown.endsEarliestLabAt, shown.endsLabAt, shown.endsLatestLabAt];
    expect([least, expected, most]).toEqual([least, expected, most].sort());
    expect(Date.parse(least)).toBeGreaterThan(clock.now());
  });

  it('learns from steps like its own how long they take', () => {
    const { clock, inFlight } = aFollower();
    inFlight.see(event(clock, 'command.intended', 'E1.form', intended));
    const before = Date.parse(inFlight.shown('E1')!.endsLabAt);
    inFlight.see(event(clock, 'experiment.started', 'E2', { recipe: RECIPE }));
    inFlight.see(event(clock, 'command.intended', 'E2.form', { ...intended, experimentId: 'E2' }));
    const slow = new Date(clock.now() + 30 * 86_400_000).toISOString();
    inFlight.see({ ...event(clock, 'command.settled', 'E2.form', { state: 'completed' }), labAt: slow });
    expect(Date.parse(inFlight.shown('E1')!.endsLabAt)).toBeGreaterThan(before);
  });

  it('is no more when it has ended', () => {
    const { clock, inFlight } = aFollower();
    expect(inFlight.see(event(clock, 'experiment.ended', 'E1', {}))).toBe('E1');
    expect(inFlight.shown('E1')).toBeUndefined();
    expect(inFlight.see(event(clock, 'experiment.ended', 'E1', {}))).toBeUndefined();
  });
});
