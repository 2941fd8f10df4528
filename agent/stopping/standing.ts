/** What a campaign's finished cells say for the judgement of one that ages. */
import type { CampaignConfig } from '../../config/campaign.js';
import { byExperiment } from '../campaign/by-experiment.js';
import { brokenOutcomes, wantedQuantities } from '../campaign/kept-outcomes.js';
import { cyclesOf } from '../record/cycles/cycle-store.js';
import { experimentsOf, observationsOf } from '../record/experiments.js';
import type { LabRecord } from '../record/record.js';
import { courseOf, type Course } from './course.js';
import type { Standing } from './verdict.js';

export interface Finished {
  readonly courses: readonly Course[];
  /** Undefined before two cells were aged to the end. */
  readonly standing: Standing | undefined;
}

/** Courses do not change once a cell has ended: each is read once. */
export class FinishedCells {
  private readonly courses = new Map<string, Course>();

  constructor(
    private readonly record: LabRecord,
    private readonly campaignId: string,
    private readonly config: CampaignConfig,
  ) {}

  async read(): Promise<Finished> {
    const { db } = this.record;
    const all = await experimentsOf(db, this.campaignId);
    const whole = all.filter(({ status, outcome }) => status === 'completed' && !outcome?.result.censored);
    for (const { id, recipe } of whole) {
      if (this.courses.has(id)) continue;
      const cycles = (await cyclesOf(db, `${id}.age`)).map(({ cycle }) => cycle);
      this.courses.set(id, courseOf(cycles, recipe.cycling.cycles));
    }
    return { courses: [...this.courses.values()], standing: await this.standing(whole.map(({ id }) => id)) };
  }

  private async standing(whole: readonly string[]): Promise<Standing | undefined> {
    const { record, campaignId, config } = this;
    const observations = await observationsOf(record.db, campaignId, wantedQuantities(config));
    const measured = byExperiment(observations);
    const ended = observations.filter(
      ({ quantity, value, experimentId }) =>
        quantity === 'capacity_retention' && value !== null && whole.includes(experimentId),
    );
    const kept = ended.filter(
      ({ experimentId }) => brokenOutcomes(config, measured.get(experimentId) ?? []).length === 0,
    );
    if (ended.length < 2 || kept.length === 0) return undefined;
    return {
      incumbent: Math.max(...kept.map(({ value }) => value!)),
      spread: sdOf(ended.map(({ value }) => value!)),
    };
  }
}

function sdOf(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
