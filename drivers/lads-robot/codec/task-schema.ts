/** What a task for the robot must look like before it is sent, and again before it is carried out. */
import { z } from 'zod';
import type { CellPlace, RobotTask } from '../../synthesis-robot.js';

const SUM_TOLERANCE = 1e-3;
const LARGEST_VIAL_L = 0.02;
const LARGEST_FILL_L = 5e-4;

const name = z.string().min(1);
const fractions = z.record(name, z.number().min(0).max(1));

const formulation = z.strictObject({
  solvents: fractions.refine((blend) => Math.abs(sum(blend) - 1) <= SUM_TOLERANCE, {
    error: 'mass fractions of the solvents must sum to 1',
  }),
  saltsMolPerL: z.record(name, z.number().min(0).max(5)),
  additives: fractions.refine((blend) => sum(blend) <= 0.5, {
    error: 'additives make up more than half of the electrolyte',
  }),
});

const formulate = z.strictObject({
  kind: z.literal('formulate'),
  formulation,
  volumeL: z.number().positive().max(LARGEST_VIAL_L),
});

const assemble = z.strictObject({
  kind: z.literal('assemble'),
  vialId: name,
  electrolyteVolumeL: z.number().positive().max(LARGEST_FILL_L),
  cellType: name,
});

const PLACE = /^(tray|station|waste|channel\/[1-9]\d*)$/;

export const cellPlace = z.custom<CellPlace>((value) => typeof value === 'string' && PLACE.test(value), {
  error: 'expected tray, station, waste or channel/N with N from 1',
});

const transfer = z.strictObject({
  kind: z.literal('transfer'),
  cellId: name,
  to: cellPlace,
});

const robotTask = z.discriminatedUnion('kind', [formulate, assemble, transfer]);

function sum(table: Readonly<Record<string, number>>): number {
  return Object.values(table).reduce((total, value) => total + value, 0);
}

/** The task, or every reason why it is none, as sentences. */
export function checkTask(value: unknown): { task: RobotTask } | { problems: string[] } {
  const parsed = robotTask.safeParse(value);
  if (parsed.success) return { task: parsed.data };
  return {
    problems: parsed.error.issues.map((issue) => `${issue.path.join('.') || 'task'}: ${issue.message}`),
  };
}
