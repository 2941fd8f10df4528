/**
 * Variables that take part in some points only, such as the rate of a second cycle where there is one. One that takes no
 * part rests at a fixed value, so that whatever it was makes no difference. Its condition names variables above it: one
 * pass in order is enough.
 */
import type { Coordinate, Layout, Vector } from './layout.js';
import { fromUnit, toUnit } from './unit.js';
import type { Admitted, Variable } from './space.js';

interface Gate {
  readonly coordinate: number;
  /** Whether it lets the variable take part, by its own place in the vector. */
  readonly admits: (value: number) => boolean;
}

export interface Condition {
  readonly gates: readonly Gate[];
  /** What linear constraints count the variable as while it takes no part, in its own unit; and in the vector. */
  readonly otherwise: number;
  readonly rest: number;
}

/** For each coordinate its condition; undefined for those of all points. */
export type Conditions = readonly (Condition | undefined)[];

/** @param coordinates of a space whose conditions were checked */
export function conditionsOf(coordinates: readonly Coordinate[], variables: readonly Variable[]): Conditions {
  const indexOf = (name: string): number => coordinates.findIndex((c) => c.name === name);
  const byName = new Map(variables.map((variable) => [variable.name, variable]));
  return coordinates.map((coordinate) => {
    const variable = byName.get(coordinate.name);
    if (variable?.when === undefined) return undefined;
    const gates = Object.entries(variable.when).map(([name, admitted]) => {
      const index = indexOf(name);
      return { coordinate: index, admits: admission(coordinates[index]!, admitted) };
    });
    const otherwise = variable.kind === 'categorical' ? 0 : (variable.otherwise ?? 0);
    return { gates, otherwise, rest: restOf(coordinate, otherwise) };
  });
}

function admission(coordinate: Coordinate, admitted: Admitted): (place: number) => boolean {
  if (coordinate.kind === 'category') {
    return (place) => admits(admitted, coordinate.levels[Math.round(place)] ?? '');
  }
  return (place) => coordinate.kind === 'number' && admits(admitted, Math.round(fromUnit(coordinate, place)));
}

/** Whether a variable of this value lets another take part. */
export function admits(admitted: Admitted, value: number | string): boolean {
  if (isLevels(admitted)) return admitted.includes(String(value));
  const { min = -Infinity, max = Infinity } = admitted;
  return typeof value === 'number' && value >= min && value <= max;
}

export function isLevels(admitted: Admitted): admitted is readonly string[] {
  return Array.isArray(admitted);
}

/** No linear constraint takes a logarithmic number or a category: where they rest makes no difference. */
function restOf(coordinate: Coordinate, otherwise: number): number {
  if (coordinate.kind !== 'number') return 0;
  return coordinate.scale === 'log' ? 0.5 : toUnit(coordinate, otherwise);
}

/** A vector coordinate by coordinate; `valueOf` is asked for those that take part only. */
export function assemble({ conditions }: Layout, valueOf: (coordinate: number) => number): Vector {
  const u = new Float64Array(conditions.length);
  const active = new Uint8Array(conditions.length);
  conditions.forEach((condition, k) => {
    active[k] = isMet(condition, u, active) ? 1 : 0;
    u[k] = active[k] === 1 ? valueOf(k) : condition!.rest;
  });
  return u;
}

/** 1 for each coordinate that takes part in a point. */
export function activeAt({ conditions }: Layout, u: Vector): Uint8Array {
  const active = new Uint8Array(conditions.length);
  for (let k = 0; k < active.length; k++) active[k] = isMet(conditions[k], u, active) ? 1 : 0;
  return active;
}

function isMet(condition: Condition | undefined, u: Vector, active: Uint8Array): boolean {
  return (
    condition === undefined ||
    condition.gates.every((gate) => active[gate.coordinate] === 1 && gate.admits(u[gate.coordinate]!))
  );
}

/** Coordinates that decide whether others take part: no search moves them step by step. */
export function gatesOf(conditions: Conditions): ReadonlySet<number> {
  return new Set(conditions.flatMap((condition) => condition?.gates.map((gate) => gate.coordinate) ?? []));
}
