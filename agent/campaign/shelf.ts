/**
 * Whether the robot's shelf has enough for one more experiment: what is there, less what those under way will still take.
 * The beginning of an experiment, an event of the record, is its reservation; it ends step by step as the steps that take
 * are settled, or with the experiment. So no two count on the last kit, whenever the agent dies.
 */
import { InstrumentError } from '../../drivers/instrument-error.js';
import type { SynthesisRobot } from '../../drivers/synthesis-robot.js';
import type { Recipe } from '../experiment/recipe.js';
import { settledSteps } from '../record/commands.js';
import type { ExperimentRow } from '../record/experiments.js';
import type { LabRecord } from '../record/record.js';
import { shelfLevels, type Amounts } from './shelf-levels.js';
import { shortages, stockNeeds, total, type TakingStep } from './stock-needs.js';

const TAKING: readonly TakingStep[] = ['formulate', 'assemble'];

export class Shelf {
  constructor(
    private readonly record: Pick<LabRecord, 'db'>,
    private readonly robot: Pick<SynthesisRobot, 'observe'>,
  ) {}

  /**
   * @param experiments all of the campaign
   * @returns why an experiment of this recipe cannot be supplied; undefined when it can, or the robot does not say
   */
  async shortage(recipe: Recipe, experiments: readonly ExperimentRow[]): Promise<string | undefined> {
    const levels = await this.levels();
    const { formulate, assemble } = stockNeeds(recipe);
    const short = shortages(levels, total([formulate, assemble]), await this.promised(experiments));
    return short.length === 0
      ? undefined
      : `the robot's shelf has too little: ${short.join('; ')}. Refill it and tell the agent, with the lot`;
  }

  /** What experiments under way will still take. */
  private async promised(experiments: readonly ExperimentRow[]): Promise<Amounts> {
    const running = experiments.filter(({ status }) => status === 'running');
    const ids = running.map(({ id }) => id);
    const taken = await settledSteps(this.record.db, ids, TAKING);
    return total(
      running.flatMap(({ id, recipe }) => {
        const needs = stockNeeds(recipe);
        return TAKING.filter((step) => !taken.get(id)?.has(step)).map((step) => needs[step]);
      }),
    );
  }

  /** None from a robot that does not answer: the step that needs it will say so. */
  private async levels(): Promise<Amounts> {
    try {
      return await shelfLevels(this.robot);
    } catch (error) {
      if (error instanceof InstrumentError) return {};
      throw error;
    }
  }
}
