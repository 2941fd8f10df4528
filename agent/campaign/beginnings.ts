/** What may begin next in a campaign: as many experiments at once as its budget says, while nobody and no rule objects. */
import type { CampaignConfig } from '../../config/campaign.js';
import { RULES } from '../../config/own-names.js';
import type { LabRecord } from '../record/record.js';
import { unlessCutShort } from './cutting-short.js';
import { quantitiesToPlan, type History } from './history.js';
import type { Hold, Imposed } from './hold.js';
import type { NextExperiment } from './next-experiment.js';
import { readHistory } from './read-history.js';
import type { StopRules } from './stop-rules.js';
import type { Tidying } from './tidying.js';
import type { UnderWay } from './under-way.js';

export interface BeginningsParts {
  readonly id: string;
  readonly config: CampaignConfig;
  readonly record: LabRecord;
  readonly next: NextExperiment;
  readonly hold: Hold;
  readonly rules: StopRules;
  readonly tidying: Tidying;
  readonly inFlight: UnderWay;
  /** Pauses the campaign, for all to see. */
  readonly impose: (imposed: Imposed) => Promise<void>;
}

export class Beginnings {
  constructor(private readonly parts: BeginningsParts) {}

  /** Starts what may be started. False when nothing more will ever begin. */
  async fill(signal: AbortSignal): Promise<boolean> {
    const { config, hold, rules, tidying, inFlight, impose } = this.parts;
    while (!signal.aborted && !hold.isOn && inFlight.count < config.budget.inFlight) {
      await tidying.tidy(inFlight.signal);
      const history = await this.history();
      if (rules.isOver(history)) return false;
      const objection = await rules.objection(history.experiments);
      if (objection !== undefined) await impose({ state: 'paused', reason: objection, actor: RULES });
      else if (await this.beginNext(history, signal)) return true;
    }
    return true;
  }

  /** @returns whether nothing can begin before a person has decided */
  private async beginNext(history: History, signal: AbortSignal): Promise<boolean> {
    const { next, hold, inFlight, impose } = this.parts;
    const halt = AbortSignal.any([signal, hold.signal]);
    const begun = await unlessCutShort(next.begin(history, halt), halt);
    if (begun === 'wait') return true;
    if (begun === undefined || begun === 'look-again') return false;
    if ('lacking' in begun)
      await impose({ state: 'paused', reason: begun.lacking, actor: RULES, needs: 'refill' });
    else inFlight.launch(begun);
    return false;
  }

  private history(): Promise<History> {
    const { record, id, config } = this.parts;
    return readHistory(record.db, id, quantitiesToPlan(config));
  }
}
