/**
 * Watches cells that age, and ends those that are hopeless: by itself, or when an operator says so. The decision is an
 * event before anything is stopped, so that an agent that died meanwhile goes on with it.
 */
import type { CampaignConfig } from '../../config/campaign.js';
import type { Clock } from '../../core/clock.js';
import type { Cycle } from '../analysis/cycling/cycle.js';
import type { Prompts } from '../campaign/prompts.js';
import type { Recipe } from '../experiment/recipe.js';
import { cyclesOf } from '../record/cycles/cycle-store.js';
import { wasAnswered } from '../record/prompts.js';
import type { LabRecord } from '../record/record.js';
import { courseOf, REFERENCE_CYCLE } from './course.js';
import { forecastEnd } from './forecast.js';
import { END_EARLY, GO_ON, isItWorthAgeing } from './question.js';
import { FinishedCells } from './standing.js';
import { untilDone } from './until-done.js';
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
  /** Of the tester. */
  readonly place: string;
  readonly cut: AbortController;
  readonly over: AbortController;
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
      void this.insist(cell, () => this.end(cell, question, 'operator'));
    });
  }

  /** Undefined where the campaign ends no cell early. */
  async watch(id: string, recipe: Recipe, place: string): Promise<Watched | undefined> {
    const { config, prompts } = this.parts;
    if (config.earlyStopping.mode === 'off') return undefined;
    const [cut, over] = [new AbortController(), new AbortController()];
    const cell: Ageing = { id, recipe, place, cut, over, seen: 0 };
    this.ageing.set(id, cell);
    const decided = await this.decided(id);
    if (decided !== undefined) cut.abort(new Error(decided));
    const followed = this.insist(cell, () => this.judge(cell));
    return {
      cut: cut.signal,
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

  /** At every look until it is done, the cell is ended, or its ageing is over. */
  private insist({ id, cut, over }: Ageing, act: () => Promise<boolean>): Promise<void> {
    const { link, everyMs, onTrouble } = this.parts;
    return untilDone(act, {
      goOn: () => isOpen(over) && isOpen(cut),
      pause: () => link.sleep(everyMs, over.signal).catch(() => undefined),
      onTrouble: (why, cause) => {
        const text = `whether ${id} is aged on could not be decided (${why}); it is tried again`;
        onTrouble(new Error(text, { cause }));
      },
    });
  }

  /** @returns whether the cell was found hopeless, and what follows from it is recorded */
  private async judge(cell: Ageing): Promise<boolean> {
    const cycles = (await cyclesOf(this.parts.record.db, `${cell.id}.age`)).map(({ cycle }) => cycle);
    if (cycles.length === cell.seen) return false;
    const verdict = await this.verdict(cell.recipe, cycles);
    const isHopeless = verdict?.hopeless === true && isOpen(cell.over);
    if (isHopeless) await this.decide(cell, verdict.reason);
    // Only now: cycles on which nothing could be recorded are judged again.
    cell.seen = cycles.length;
    return isHopeless;
  }

  /** Undefined where there is nothing to judge by. */
  private async verdict({ cycling }: Recipe, cycles: readonly Cycle[]): Promise<Verdict | undefined> {
    const { courses, standing } = await this.finished.read();
    const forecast = forecastEnd(courseOf(cycles, cycling.cycles), courses, cycling.cycles - REFERENCE_CYCLE);
    return forecast && standing && verdictOn(forecast, standing, this.parts.config.earlyStopping.belowChance);
  }

  private async decide(cell: Ageing, reason: string): Promise<void> {
    const { config, prompts, record } = this.parts;
    if (config.earlyStopping.mode === 'auto') await this.end(cell, reason, 'rules');
    else if (!(await wasAnswered(record.db, cell.id, GO_ON)))
      await prompts.ask(isItWorthAgeing(cell.id, cell.place, reason));
  }

  private async end({ id, cut }: Ageing, reason: string, actor: string): Promise<true> {
    await this.parts.record.append({ kind: 'experiment.cut-short', subject: id, body: { reason, actor } });
    cut.abort(new Error(reason));
    return true;
  }
}

function isOpen({ signal }: AbortController): boolean {
  return !signal.aborted;
}
