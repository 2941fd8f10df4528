/** What a cycling tester is to do, as data: printable, checkable against limits before current flows, replayable. */

export interface Termination {
  /** `voltage`: V; `current`: magnitude, A; `time`: of this step, s; `capacity`: moved in this step, A s. */
  readonly quantity: 'voltage' | 'current' | 'time' | 'capacity';
  readonly value: number;
}

/** Current is positive on charge (Battery Data Format). A voltage termination is met when passed in the current's direction. */
export type Step =
  | { readonly kind: 'rest'; readonly durationS: number }
  | { readonly kind: 'temperature'; readonly temperatureK: number }
  | { readonly kind: 'constant-current'; readonly currentA: number; readonly until: readonly Termination[] }
  | { readonly kind: 'constant-voltage'; readonly voltageV: number; readonly until: readonly Termination[] }
  /** Each pass adds one to the cycle count of the rows recorded inside. */
  | { readonly kind: 'loop'; readonly times: number; readonly steps: readonly Step[] };

export interface Protocol {
  readonly steps: readonly Step[];
  /** A row is recorded when either has passed since the last one, and at both ends of each step. */
  readonly record: { readonly everyS: number; readonly everyV: number };
  readonly limits: Limits;
}

/** What the tester itself enforces: a channel outside them opens its relay and the job fails. */
export interface Limits {
  readonly minVoltageV: number;
  readonly maxVoltageV: number;
  readonly maxCurrentA: number;
  readonly maxTemperatureK: number;
}

/** Every way in which a protocol leaves its limits, as sentences; empty when it may run. */
export function violations(protocol: Protocol, limits: Limits = protocol.limits): string[] {
  return protocol.steps.flatMap((step, index) => stepViolations(step, limits, `step ${index + 1}`));
}

function stepViolations(step: Step, limits: Limits, where: string): string[] {
  switch (step.kind) {
    case 'rest':
      return step.durationS > 0 ? [] : [`${where}: a rest of ${step.durationS} s`];
    case 'temperature':
      return step.temperatureK <= limits.maxTemperatureK && step.temperatureK > 0
        ? []
        : [`${where}: temperature ${step.temperatureK} K, limit ${limits.maxTemperatureK} K`];
    case 'constant-current':
      return [
        ...currentViolations(step.currentA, limits, where),
        ...untilViolations(step.until, limits, where),
      ];
    case 'constant-voltage':
      return [
        ...voltageViolations(step.voltageV, limits, where),
        ...untilViolations(step.until, limits, where),
      ];
    case 'loop':
      return [
        ...(Number.isInteger(step.times) && step.times > 0
          ? []
          : [`${where}: a loop of ${step.times} passes`]),
        ...step.steps.flatMap((inner, index) => stepViolations(inner, limits, `${where}.${index + 1}`)),
      ];
  }
}

function currentViolations(currentA: number, limits: Limits, where: string): string[] {
  const size = Math.abs(currentA);
  return size > 0 && size <= limits.maxCurrentA
    ? []
    : [`${where}: current ${currentA} A, limit ${limits.maxCurrentA} A`];
}

function voltageViolations(voltageV: number, limits: Limits, where: string): string[] {
  return voltageV >= limits.minVoltageV && voltageV <= limits.maxVoltageV
    ? []
    : [`${where}: voltage ${voltageV} V, limits ${limits.minVoltageV} to ${limits.maxVoltageV} V`];
}

function untilViolations(until: readonly Termination[], limits: Limits, where: string): string[] {
  if (until.length === 0) return [`${where}: no termination, it would never end`];
  return until.flatMap((end) => {
    if (end.quantity === 'voltage') return voltageViolations(end.value, limits, where);
    return end.value > 0 ? [] : [`${where}: ends at ${end.quantity} ${end.value}`];
  });
}
