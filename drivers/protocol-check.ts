/** Whether a protocol may run: every number in its range, every step with an end it can meet, all within limits. */
import type { Limits, Protocol, Recording, Step, Termination } from './protocol.js';

/** Runs of single steps, all passes of all loops counted: years of cycling stay far below. */
const MOST_VISITS = 1e6;
/** What a frequency response analyser covers, Hz. */
const SLOWEST_HZ = 1e-3;
const FASTEST_HZ = 1e6;
const DENSEST_PER_DECADE = 50;
const LONGEST_PULSE_S = 3600;
/** No chamber for cells goes below; a temperature in degrees Celsius is caught. */
const COLDEST_K = 213.15;

type Quantity = Termination['quantity'];

const FREE: readonly Quantity[] = ['voltage', 'time', 'capacity', 'voltage-rate', 'temperature'];
const HELD: readonly Quantity[] = ['current', 'time', 'capacity', 'temperature'];
const RESTING: readonly Quantity[] = ['voltage', 'time', 'voltage-rate', 'temperature'];

/** Every way in which a protocol leaves its limits or makes no sense, as sentences; empty when it may run. */
export function violations(protocol: Protocol, limits: Limits = protocol.limits): string[] {
  const visits = visitsOf(protocol.steps);
  return [
    ...recordViolations(protocol.record),
    ...unless(!(visits > MOST_VISITS), `${visits} runs of single steps in all, at most ${MOST_VISITS}`),
    ...protocol.steps.flatMap((step, index) => stepViolations(step, limits, `step ${index + 1}`)),
  ];
}

function unless(fine: boolean, sentence: string): string[] {
  return fine ? [] : [sentence];
}

function visitsOf(steps: readonly Step[]): number {
  return steps.reduce((sum, step) => sum + (step.kind === 'loop' ? step.times * visitsOf(step.steps) : 1), 0);
}

function recordViolations({ everyS, everyV, everyA = 1 }: Recording): string[] {
  return Object.entries({ everyS, everyV, everyA }).flatMap(([field, value]) =>
    unless(value > 0, `record: ${field} ${value}, expected more than 0`),
  );
}

function stepViolations(step: Step, limits: Limits, where: string): string[] {
  switch (step.kind) {
    case 'rest':
      return [
        ...unless(step.durationS > 0, `${where}: a rest of ${step.durationS} s`),
        ...endViolations(step.until ?? [], RESTING, limits, where),
      ];
    case 'temperature':
      return temperatureViolations(step.temperatureK, limits, where);
    case 'constant-current':
      return [...current(step.currentA, limits, where), ...untilViolations(step, FREE, limits, where)];
    case 'constant-voltage':
      return [...voltage(step.voltageV, limits, where), ...untilViolations(step, HELD, limits, where)];
    case 'constant-current-constant-voltage':
      return [
        ...current(step.currentA, limits, where),
        ...voltage(step.voltageV, limits, where),
        ...untilViolations(step, HELD, limits, where),
      ];
    case 'constant-power':
      return [...power(step.powerW, limits, where), ...untilViolations(step, FREE, limits, where)];
    case 'pulse':
      return [...current(step.currentA, limits, where), ...pulseViolations(step, where)];
    case 'impedance':
      return sweepViolations(step, where);
    case 'loop':
      return [
        ...unless(Number.isInteger(step.times) && step.times > 0, `${where}: a loop of ${step.times} passes`),
        ...unless(step.steps.length > 0, `${where}: a loop without steps`),
        ...step.steps.flatMap((inner, index) => stepViolations(inner, limits, `${where}.${index + 1}`)),
      ];
  }
}

function current(currentA: number, { maxCurrentA }: Limits, where: string): string[] {
  const size = Math.abs(currentA);
  const sentence = `${where}: current ${currentA} A, limit ${maxCurrentA} A`;
  return unless(size > 0 && size <= maxCurrentA, sentence);
}

function voltage(voltageV: number, { minVoltageV, maxVoltageV }: Limits, where: string): string[] {
  const sentence = `${where}: voltage ${voltageV} V, limits ${minVoltageV} to ${maxVoltageV} V`;
  return unless(voltageV >= minVoltageV && voltageV <= maxVoltageV, sentence);
}

function power(powerW: number, { maxVoltageV, maxCurrentA }: Limits, where: string): string[] {
  const mostW = maxVoltageV * maxCurrentA;
  const size = Math.abs(powerW);
  return unless(size > 0 && size <= mostW, `${where}: power ${powerW} W, limit ${mostW} W`);
}

function temperatureViolations(temperatureK: number, { maxTemperatureK }: Limits, where: string): string[] {
  const sentence = `${where}: temperature ${temperatureK} K, limits ${COLDEST_K} to ${maxTemperatureK} K`;
  return unless(temperatureK >= COLDEST_K && temperatureK <= maxTemperatureK, sentence);
}

function pulseViolations({ durationS = 1 }: Step & { readonly kind: 'pulse' }, where: string): string[] {
  const sentence = `${where}: durationS ${durationS} s of a pulse, expected more than 0, at most ${LONGEST_PULSE_S} s`;
  return unless(durationS > 0 && durationS <= LONGEST_PULSE_S, sentence);
}

function sweepViolations(step: Step & { readonly kind: 'impedance' }, where: string): string[] {
  const { fromHz, toHz, perDecade } = step;
  const known = fromHz <= FASTEST_HZ && toHz >= SLOWEST_HZ && fromHz >= toHz;
  return [
    ...unless(
      known,
      `${where}: fromHz ${fromHz} to toHz ${toHz}, expected to fall within ${FASTEST_HZ} to ${SLOWEST_HZ} Hz`,
    ),
    ...unless(
      Number.isInteger(perDecade) && perDecade > 0 && perDecade <= DENSEST_PER_DECADE,
      `${where}: perDecade ${perDecade}, expected a whole number of 1 to ${DENSEST_PER_DECADE}`,
    ),
  ];
}

function untilViolations(
  { until }: { readonly until: readonly Termination[] },
  meant: readonly Quantity[],
  limits: Limits,
  where: string,
): string[] {
  if (until.length === 0) return [`${where}: no termination, it would never end`];
  return endViolations(until, meant, limits, where);
}

function endViolations(
  until: readonly Termination[],
  meant: readonly Quantity[],
  limits: Limits,
  where: string,
): string[] {
  return until.flatMap(({ quantity, value }) => {
    if (!meant.includes(quantity))
      return [`${where}: cannot end at a ${quantity}, only at ${meant.join(', ')}`];
    if (quantity === 'voltage') return voltage(value, limits, where);
    return unless(value > 0 && value < Infinity, `${where}: ends at ${quantity} ${value}`);
  });
}
