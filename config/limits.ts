/** Bounds that nothing the agent sends may leave, as written in a configuration and in SI. */
import { z } from 'zod';
import { toSi } from './units.js';

export const limitsSchema = z.strictObject({
  minVoltageV: z.number().min(-5).max(10).default(2).describe('lowest cell voltage allowed, V'),
  maxVoltageV: z.number().min(-5).max(10).default(4.6).describe('highest cell voltage allowed, V'),
  maxCurrentA: z
    .number()
    .positive()
    .max(1000)
    .default(0.03)
    .describe('largest current in either direction, A (a 2032 coin cell holds about 0.005 A.h)'),
  maxTemperatureCel: z
    .number()
    .min(-40)
    .max(120)
    .default(65)
    .describe('highest cell temperature allowed, Cel'),
});

export type LimitsConfig = z.output<typeof limitsSchema>;

/** The same bounds in SI; temperature in kelvin. */
export interface LimitsSi {
  readonly minVoltageV: number;
  readonly maxVoltageV: number;
  readonly maxCurrentA: number;
  readonly maxTemperatureK: number;
}

export function limitsSi(limits: LimitsConfig): LimitsSi {
  return {
    minVoltageV: limits.minVoltageV,
    maxVoltageV: limits.maxVoltageV,
    maxCurrentA: limits.maxCurrentA,
    maxTemperatureK: toSi(limits.maxTemperatureCel, 'Cel'),
  };
}

/** The narrower of two sets of bounds, bound by bound. */
export function narrower(a: LimitsSi, b: LimitsSi): LimitsSi {
  return {
    minVoltageV: Math.max(a.minVoltageV, b.minVoltageV),
    maxVoltageV: Math.min(a.maxVoltageV, b.maxVoltageV),
    maxCurrentA: Math.min(a.maxCurrentA, b.maxCurrentA),
    maxTemperatureK: Math.min(a.maxTemperatureK, b.maxTemperatureK),
  };
}
