import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  LAB,
  lockOn,
  released,
  runOut,
  taken,
  without,
  type LockState,
} from '../../../agent/locks/lock-state.js';

const RUNS = Number(process.env['LOCK_RUNS'] ?? 2000);
const INSTRUMENTS = ['robot', 'cycler'];
const PEOPLE = ['ada', 'bob', 'eve'];

const step = fc.record({
  act: fc.constantFrom('lock', 'unlock', 'break', 'begin', 'end', 'wait', 'look', 'restart'),
  who: fc.constantFrom(...PEOPLE),
  target: fc.constantFrom(...INSTRUMENTS, LAB),
  ms: fc.integer({ min: 1, max: 50 }),
});

/** The same in the plainest words: a list of claims, looked through at every question. */
class Plain {
  claims: { who: string; target: string; endMs: number }[] = [];
  working = new Set<string>();

  valid(nowMs: number): Plain['claims'] {
    return this.claims.filter(({ endMs }) => endMs > nowMs);
  }

  isBlocked(target: string, who: string, nowMs: number): boolean {
    const meets = (other: string): boolean => target === LAB || other === LAB || other === target;
    return this.valid(nowMs).some((claim) => claim.who !== who && meets(claim.target));
  }

  drop(target: string): void {
    this.claims = this.claims.filter((claim) => claim.target !== target);
  }
}

function attempt(act: () => LockState): LockState | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

it('people, the planner and time in any order bring about no state that may not be', () => {
  let actions = 0;
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30, size: 'max' }), (steps) => {
      const plain = new Plain();
      let locks: LockState = new Map();
      let nowMs = 0;
      actions += steps.length;
      for (const { act, who, target, ms } of steps) {
        if (act === 'wait') nowMs += ms;
        else if (act === 'lock') {
          const after = attempt(() =>
            taken(locks, { target, holder: who, note: '', untilMs: nowMs + ms }, nowMs),
          );
          expect(after !== undefined).toBe(!plain.isBlocked(target, who, nowMs));
          if (after) {
            plain.drop(target);
            plain.claims.push({ who, target, endMs: nowMs + ms });
          }
          locks = after ?? locks;
        } else if (act === 'unlock' || act === 'break') {
          const holder = act === 'unlock' ? who : undefined;
          const after = attempt(() => released(locks, target, holder, nowMs));
          const own = plain.valid(nowMs).find((claim) => claim.target === target);
          expect(after !== undefined).toBe(own !== undefined && (holder === undefined || own.who === holder));
          if (after) plain.drop(target);
          locks = after ?? locks;
        } else if (act === 'look') {
          for (const lock of runOut(locks, nowMs)) locks = without(locks, lock.target);
        } else if (act === 'restart') locks = new Map([...locks.values()].map((lock) => [lock.target, lock]));
        else if (target !== LAB && act === 'begin') {
          const isHeld = lockOn(locks, target, nowMs) !== undefined;
          const claimed = plain.valid(nowMs).some((claim) => claim.target === target || claim.target === LAB);
          expect(isHeld).toBe(claimed);
          if (!isHeld) plain.working.add(target);
        } else plain.working.delete(target);
        const holders = plain.valid(nowMs);
        const onLab = holders.find((claim) => claim.target === LAB);
        for (const claim of onLab ? holders : []) expect(claim.who).toBe(onLab!.who);
      }
    }),
    { numRuns: RUNS, seed: 1 },
  );
  process.stdout.write(`N ${RUNS} sequences, ${actions} actions, seed 1: 0 forbidden states of locks\n`);
});
