/** An unattended period of a simulated lab as data: the record, held against what the lab's journal says happened. */
import type { CampaignConfig } from '../../../config/campaign.js';
import { agentAbsences, recordedCommands, recordedExperiments, settledTimes } from '../../audit/auditable.js';
import { audit, type Audit } from '../../audit/audit.js';
import { confusionOf, type Confusion } from '../../audit/confusion.js';
import { consumablesOf, type Consumable } from '../../audit/consumables.js';
import type { JournalFact } from '../../audit/journal.js';
import { lagsOf, type Lags } from '../../audit/lag.js';
import { uptimeOf, type Period, type Uptime } from '../../audit/uptime.js';
import { verdictsOf } from '../../audit/verdicts.js';
import { reportOf, type Report, type ReportedExperiment } from '../../campaign/report.js';
import type { LabRecord } from '../../record/record.js';

export interface MonthReport {
  readonly campaign: string;
  readonly objectives: Report['objectives'];
  readonly seed: string;
  readonly channels: number;
  /** Lab time, days. */
  readonly days: number;
  readonly experiments: Readonly<Record<ReportedExperiment['status'], number>>;
  /** Experiments that failed, by cause. */
  readonly failures: Readonly<Record<string, number>>;
  readonly diagnosis: Confusion;
  readonly audit: Audit;
  /** Share of the time the agent was there, 0 to 1. */
  readonly agentUp: number;
  readonly uptime: readonly Uptime[];
  readonly consumables: readonly Consumable[];
  readonly lags: Lags;
  /** Why the rules held the campaign up; empty when they did not. */
  readonly heldUp: string;
  /** The first of one objective, best first; the Pareto front of several. */
  readonly best: readonly ReportedExperiment[];
}

const BEST = 5;
const DAY_MS = 86_400_000;

export interface MonthSources {
  readonly record: LabRecord;
  readonly campaignId: string;
  readonly campaign: CampaignConfig;
  readonly journal: readonly JournalFact[];
  readonly channels: number;
  readonly seed: string;
  readonly heldUp: string;
  readonly period: Period;
}

export async function monthReport(sources: MonthSources): Promise<MonthReport> {
  const { record, campaign, campaignId, journal, channels, seed, heldUp, period } = sources;
  const { experiments, objectives, best } = await reportOf(record, campaignId, campaign);
  const recorded = await recordedExperiments(record.db);
  const absences = await agentAbsences(record.db);
  return {
    campaign: campaign.name,
    objectives,
    seed,
    heldUp,
    channels,
    days: (period.toMs - period.fromMs) / DAY_MS,
    experiments: countBy(experiments, ({ status }) => status, NONE),
    failures: countBy(
      experiments.filter(({ status }) => status === 'failed'),
      ({ failure }) => failure?.cause ?? 'unknown',
      {},
    ),
    diagnosis: confusionOf(verdictsOf(recorded, journal)),
    audit: audit(journal, await recordedCommands(record.db), recorded),
    agentUp: 1 - lengthMs(absences) / Math.max(1, lengthMs([period])),
    uptime: uptimeOf(journal, period, { tester: channels }),
    consumables: consumablesOf(journal),
    lags: lagsOf(journal, await settledTimes(record.db)),
    best: bestOf(experiments, objectives, best),
  };
}

const NONE = { running: 0, completed: 0, failed: 0, aborted: 0 };

function countBy<T, K extends string>(
  items: readonly T[],
  keyOf: (item: T) => K,
  none: Readonly<Record<string, number>>,
): Record<K, number> {
  const counts: Record<string, number> = { ...none };
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}

function lengthMs(periods: readonly Period[]): number {
  return periods.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
}

function bestOf(
  experiments: readonly ReportedExperiment[],
  objectives: Report['objectives'],
  front: Report['best'],
): ReportedExperiment[] {
  if (objectives.length > 1) {
    return front.flatMap(({ id }) => experiments.find((experiment) => experiment.id === id) ?? []);
  }
  const sign = objectives[0]?.direction === 'maximise' ? -1 : 1;
  const valueOf = ({ results }: ReportedExperiment): number | undefined => results[0]?.observed?.value;
  const measured = experiments.filter(
    (experiment) => valueOf(experiment) !== undefined && experiment.broken.length === 0,
  );
  return measured.sort((a, b) => sign * (valueOf(a)! - valueOf(b)!)).slice(0, BEST);
}
