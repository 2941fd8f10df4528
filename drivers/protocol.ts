/** What a cycling tester is to do, as data: printable, checkable against limits before current flows, replayable. */

export interface Termination {
  /**
   * `voltage`: V, passed in the current's direction (at rest: from the side on which the rest began); `current`:
   * magnitude it has fallen to, A; `time`: of this step, s; `capacity`: moved in this step, A s; `voltage-rate`: |dV/dt|
   * has fallen to it, V/s; `temperature`: of the chamber, passed from the side on which the step began, K.
   */
  readonly quantity: 'voltage' | 'current' | 'time' | 'capacity' | 'voltage-rate' | 'temperature';
  readonly value: number;
}

type Until = readonly Termination[];

/** Current and power are positive on charge (Battery Data Format). The first termination that is met ends a step. */
export type Step =
  /** Open circuit, for `durationS` at most. */
  | { readonly kind: 'rest'; readonly durationS: number; readonly until?: Until }
  /** Sets the chamber and waits until its sensor is there. */
  | { readonly kind: 'temperature'; readonly temperatureK: number }
  | { readonly kind: 'constant-current'; readonly currentA: number; readonly until: Until }
  | { readonly kind: 'constant-voltage'; readonly voltageV: number; readonly until: Until }
  /** Constant current until `voltageV`, which is then held; time and capacity count over both. */
  | {
      readonly kind: 'constant-current-constant-voltage';
      readonly currentA: number;
      readonly voltageV: number;
      readonly until: Until;
    }
  | { readonly kind: 'constant-power'; readonly powerW: number; readonly until: Until }
  /** For the direct-current resistance: a row at rest, the current for `durationS` (10 s unless given), a row at rest. */
  | { readonly kind: 'pulse'; readonly currentA: number; readonly durationS?: number }
  /** Impedance at open circuit, from the high frequency to the low, both included. */
  | { readonly kind: 'impedance'; readonly fromHz: number; readonly toHz: number; readonly perDecade: number }
  /** Each pass adds one to the cycle count of the rows recorded inside. */
  | { readonly kind: 'loop'; readonly times: number; readonly steps: readonly Step[] };

/** A row is recorded when one of them has passed since the last one; and at both ends of each step, whatever they are. */
export interface Recording {
  readonly everyS: number;
  readonly everyV: number;
  /** Not at all unless given. */
  readonly everyA?: number;
}

export interface Protocol {
  readonly steps: readonly Step[];
  readonly record: Recording;
  readonly limits: Limits;
}

/**
 * What the tester itself enforces: a channel that reaches them opens its relay and the job fails. A voltage limit holds
 * in the direction of the current: charging a deeply discharged cell is no danger.
 */
export interface Limits {
  readonly minVoltageV: number;
  readonly maxVoltageV: number;
  readonly maxCurrentA: number;
  readonly maxTemperatureK: number;
}

export const PULSE_S = 10;

/** Whether running the steps gives impedance, too. */
export function sweepsImpedance(steps: readonly Step[]): boolean {
  return steps.some((step) =>
    step.kind === 'loop' ? sweepsImpedance(step.steps) : step.kind === 'impedance',
  );
}

export { violations } from './protocol-check.js';
