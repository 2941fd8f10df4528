/** What the tables and programs of a campaign said, as its record tells it: no file is read, nobody is asked. */
import type { Knex } from 'knex';
import type { CampaignConfig } from '../../config/campaign.js';
import { programsOf, tablesOf } from '../../config/sources.js';
import type { Observation } from '../../planner/request.js';
import type { Elsewhere } from './elsewhere.js';
import { Estimates } from './estimates.js';
import { readingsOf } from './tables.js';

/** What they all know, for a planner that asks nobody. */
export function knownElsewhere(sources: readonly RecordedSource[]): Elsewhere {
  return {
    observations: sources.flatMap(({ observations = [] }) => observations),
    ...{ pending: [], offers: [] },
    lowFidelity: sources.filter(({ fidelity }) => fidelity === 'low').map(({ name }) => name),
  };
}

/** Which of them the record does not tell of, a sentence each. */
export function missingIn(sources: readonly RecordedSource[]): string[] {
  return sources
    .filter(({ observations }) => observations === undefined)
    .map(
      ({ name }) =>
        `the record does not hold the rows of ${name}, which are left out: the next start of the agent keeps them`,
    );
}

/** One source and what the record holds of it. */
export interface RecordedSource {
  readonly name: string;
  readonly fidelity: 'high' | 'low';
  /** Undefined for a table that was last read by a version which kept no rows. */
  readonly observations: readonly Observation[] | undefined;
}

export async function recordedSources(
  db: Knex,
  campaignId: string,
  config: Pick<CampaignConfig, 'sources'>,
): Promise<RecordedSource[]> {
  const readings = await readingsOf(db, campaignId);
  const estimates = (await Estimates.load(db)).observationsOf(campaignId);
  return [
    ...tablesOf(config).map(({ name, fidelity = 'low' }) => {
      const observations = readings.get(name)?.known?.map((row) => ({ ...row, source: name }));
      return { name, fidelity, observations };
    }),
    ...programsOf(config).map(({ name }) => ({
      ...{ name, fidelity: 'low' as const },
      observations: estimates.filter(({ source }) => source === name),
    })),
  ];
}
