/**
 * Watches cells that age, and ends those that are hopeless: by itself, or when an operator says so. The decision is an
 * event before anything is stopped, so that an agent that died meanwhile goes on with it.
 */
import type { CampaignConfig } from '../../config/campaign.js';
import type { Clock } from '../../core/clock.js';
import type { Prompts } from '../campaign/prompts.js';
import type { Recipe } from '../experiment/recipe.js';
import { cyclesOf } from '../record/cycles/cycle-store.js';
import { wasAnswered } from '../record/prompts.js';
import type { LabRecord } from '../record/record.js';
import { courseOf, REFERENCE_CYCLE } from './course.js';
import { forecastEnd } from './forecast.js';
import { END_EARLY, GO_ON, isItWorthAgeing } from './question.js';
import { FinishedCells } from './standing.js';
import { verdictOn, type Verdict } from './verdict.js';

export interface EarlyStoppingParts {
  readonly campaignId: string;
  readonly config: CampaignConfig;
  readonly record: LabRecord;
  /** Link time. */
  readonly link: Clock;
  /** How often the cells are looked at, link time. */
  readonly everyMs: number;
  readonly prompts: Prompts;
  readonly onTrouble: (error: Error) => void;
}

/** A cell that ages. */
export interface Watched {
  /** Aborted when the cell is to be ended, with why. */
  readonly cut: AbortSignal;
  /** The ageing is over, whichever way. */
  end(): Promise<void>;
}

interface Ageing {
  readonly id: string;
  readonly recipe: Recipe;
  readonly cut: AbortController;
  /** Cycles that it was judged by. */
  seen: number;
}

export class EarlyStopping {
  private readonly finished: FinishedCells;
  private readonly ageing = new Map<string, Ageing>();

  constructor(private readonly parts: EarlyStoppingParts) {
    this.finished = new FinishedCells(parts.record, parts.campaignId, parts.config);
    parts.prompts.onAnswer(({ experimentId, question }, option) => {
      const cell = this.ageing.get(experimentId);
      if (option !== END_EARLY || !cell) return;
      this.end(cell, question, 'operator').catch(parts.onTrouble);
    });
  }

  /** Undefined where the campaign ends no cell early. */
  async watch(id: string, recipe: Recipe, place: string): Promise<Watched | undefined> {
    const { config, prompts, onTrouble } = this.parts;
    if (config.earlyStopping.mode === 'off') return undefined;
    const cell: Ageing = { id, recipe, cut: new AbortController(), seen: 0 };
    this.ageing.set(id, cell);
    const over = new AbortController();
    const decided = await this.decided(id);
    if (decided !== undefined) cell.cut.abort(new Error(decided));
    const followed = this.follow(cell, place, over.signal).catch(onTrouble);
    return {
      cut: cell.cut.signal,
      end: async () => {
        over.abort();
        this.ageing.delete(id);
        // A question that is on its way is asked first: left open, it would keep the next about this experiment from being asked.
        await followed;
        await prompts.withdraw(id, 'the ageing is over');
      },
    };
  }

  /** Why the cell is to be ended, when that was decided before the agent was started again. */
  private async decided(id: string): Promise<string | undefined> {
    const { db } = this.parts.record;
    const event = await db('events')
      .where({ kind: 'experiment.cut-short', subject: id })
      .first<{ body: string } | undefined>('body');
    if (event) return (JSON.parse(event.body) as { reason: string }).reason;
    return (await wasAnswered(db, id, END_EARLY)) ? 'an operator ended it' : undefined;
  }

  private async follow(cell: Ageing, place: string, over: AbortSignal): Promise<void> {
    const { link, everyMs, config, prompts, record } = this.parts;
    while (isOpen(over) && isOpen(cell.cut.signal)) {
      await link.sleep(everyMs, over).catch(() => undefined);
      const verdict = isOpen(over) ? await this.verdict(cell) : undefined;
      if (!verdict?.hopeless || !isOpen(over)) continue;
      if (config.earlyStopping.mode === 'auto') return this.end(cell, verdict.reason, 'rules');
      if (!(await wasAnswered(record.db, cell.id, GO_ON)))
        await prompts.ask(isItWorthAgeing(cell.id, place, verdict.reason));
      return;
    }
  }

  /** Undefined where there is nothing to judge, or nothing new. */
  private async verdict(cell: Ageing): Promise<Verdict | undefined> {
    const { record, config } = this.parts;
    const lastCycle = cell.recipe.cycling.cycles;
    const cycles = (await cyclesOf(record.db, `${cell.id}.age`)).map(({ cycle }) => cycle);
    if (cycles.length === cell.seen) return undefined;
    cell.seen = cycles.length;
    const { courses, standing } = await this.finished.read();
    const forecast = forecastEnd(courseOf(cycles, lastCycle), courses, lastCycle - REFERENCE_CYCLE);
    return forecast && standing && verdictOn(forecast, standing, config.earlyStopping.belowChance);
  }

  private async end({ id, cut }: Ageing, reason: string, actor: string): Promise<void> {
    await this.parts.record.append({ kind: 'experiment.cut-short', subject: id, body: { reason, actor } });
    cut.abort(new Error(reason));
  }
}

function isOpen({ aborted }: AbortSignal): boolean {
  return !aborted;
}
