/** Whether the planner's predictions can be believed, by what came of them so far, and what it does when they cannot. */
import type { CampaignConfig } from '../../config/campaign.js';
import { judge, type Verdict } from '../../planner/calibration/recalibration.js';
import type { Foretold } from '../../planner/calibration/report.js';
import type { PlanRequest } from '../../planner/request.js';
import type { NewEvent } from '../record/lab-event.js';

type Objectives = Pick<CampaignConfig, 'objectives'>;

/** Of each objective of which something was foretold. */
export function verdictsOf(
  { objectives }: Objectives,
  { forecasts }: Foretold,
): ReadonlyMap<string, Verdict> {
  return new Map(
    objectives.flatMap(({ quantity }) => {
      const own = forecasts.filter((one) => one.quantity === quantity);
      return own.length === 0 ? [] : [[quantity, judge(own)] as const];
    }),
  );
}

/** By how much the next predictions are widened, by objective; empty where all can be believed. */
export function wideningOf(verdicts: ReadonlyMap<string, Verdict>): NonNullable<PlanRequest['widening']> {
  return Object.fromEntries(
    [...verdicts].flatMap(([quantity, { widening }]) => (widening > 1 ? [[quantity, widening]] : [])),
  );
}

/** One notice for each objective whose predictions have come to be widened, or are no longer, since the proposal before. */
export function wideningNotices(
  verdicts: ReadonlyMap<string, Verdict>,
  before: NonNullable<PlanRequest['widening']>,
): NewEvent[] {
  return [...verdicts].flatMap(([quantity, verdict]): NewEvent[] => {
    const [was, is] = [(before[quantity] ?? 1) > 1, verdict.widening > 1];
    if (was === is) return [];
    const level = is ? 'warning' : 'info';
    return [{ kind: 'notice', subject: 'planner', body: { level, text: inWords(quantity, verdict) } }];
  });
}

function inWords(quantity: string, { coverage, widening }: Verdict): string {
  const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
  const { level, inside, band } = coverage;
  const found = `${percent(inside)} of what came out for ${quantity} lay inside the ${percent(level)} intervals foretold`;
  return widening > 1
    ? `${found}, at least ${percent(band[0])} expected: predictions are widened by ${widening.toFixed(2)}`
    : `${found}: predictions are taken as they are again`;
}
