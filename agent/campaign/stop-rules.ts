/** When a campaign must not begin anything more: its budget is spent, its target met, or the lab needs looking at. */
import type { CampaignConfig } from '../../config/campaign.js';
import type { ExperimentRow } from '../record/experiments.js';
import type { LabRecord } from '../record/record.js';
import { lossesInARow, reachesTarget, spent, type History } from './history.js';
import { incidentsIn } from './incidents.js';

export class StopRules {
  /** Failures that a person has seen: starting or resuming says that the lab was looked at. */
  private forgiven = new Set<string>();

  constructor(
    private readonly config: CampaignConfig,
    private readonly record: LabRecord,
  ) {}

  /** Nothing that failed so far speaks against the lab any more. */
  forgive(experiments: readonly ExperimentRow[]): void {
    const ended = experiments.filter(({ status }) => status !== 'running');
    this.forgiven = new Set(ended.map(({ id }) => id));
  }

  /** True when nothing more will ever begin. */
  isOver({ experiments, observations }: History): boolean {
    return spent(experiments) >= this.config.budget.experiments || reachesTarget(this.config, observations);
  }

  /** Why somebody has to look at the lab, when it failed too often in a row, whatever each time cost. */
  async objection(experiments: readonly ExperimentRow[]): Promise<string | undefined> {
    const { maxConsecutiveLosses } = this.config.stop;
    const lost = lossesInARow(experiments.filter(({ id }) => !this.forgiven.has(id)));
    if (lost.length < maxConsecutiveLosses) return undefined;
    const times = await incidentsIn(this.record.db, lost);
    if (times < maxConsecutiveLosses) return undefined;
    return `${lost.length} experiments in a row were lost to ${times} faults of the lab: look at it, then resume`;
  }
}
