/** What a campaign found out of its experiments, as domains of the interphase. Pure functions of rows. */
import type { CampaignConfig } from '../../config/campaign.js';
import type { Finding } from '../../planner/request.js';
import { isLow, lowNames } from '../../planner/sources/sources.js';
import type { FigureName } from '../analysis/figure.js';
import { limitOf } from '../experiment/outcome.js';
import type { Elsewhere } from '../sources/elsewhere.js';
import type { ExperimentRow, ObservationRow } from '../record/experiments.js';
import { byExperiment } from './by-experiment.js';
import { wantedQuantities } from './kept-outcomes.js';

/** Every figure by the domain of which it is a sign; all of a domain come from one measurement. */
const DOMAIN_OF: Readonly<Record<FigureName, string>> = {
  first_cycle_efficiency: 'formation',
  reduction_peak_voltage: 'formation',
  formation_time: 'formation',
  formation_charge: 'formation',
  ohmic_resistance: 'impedance',
  film_resistance: 'impedance',
  charge_transfer_resistance: 'impedance',
  polarisation_resistance: 'impedance',
  film_thickness: 'film',
  fluorine_fraction: 'film',
  film_areal_mass: 'film',
  film_mass_per_electron: 'film',
  capacity_retention: 'cycling',
  coulombic_efficiency: 'cycling',
  inefficiency_per_hour: 'cycling',
  discharge_capacity: 'cycling',
  dc_resistance: 'cycling',
};

export const FIGURE_NAMES = Object.keys(DOMAIN_OF) as FigureName[];

/** Positive, and different from recipe to recipe by factors: modelled as logarithms. */
const LOGARITHMIC: readonly string[] = ['Ohm', 'h', 'nm', 'ug/cm2'];

/**
 * All experiments that ended by themselves; what a machine spoiled is no finding unless something was measured. A limit is
 * left out: this model learns from values alone.
 */
export function findingsOf(
  campaign: CampaignConfig,
  experiments: readonly ExperimentRow[],
  observations: readonly ObservationRow[],
): Finding[] {
  const wanted = new Set<string>(wantedQuantities(campaign));
  const measured = byExperiment(observations);
  return experiments.flatMap(({ id, parameters, status, outcome }) => {
    const attribution = outcome?.execution.failure?.attribution;
    const figures = (measured.get(id) ?? []).filter(
      ({ quantity, value }) => value !== null && !limitOf(outcome, quantity),
    );
    if (status === 'running' || (figures.length === 0 && attribution !== 'recipe')) return [];
    return [{ parameters, ...sorted(figures, wanted, attribution), ...succeeded(status, attribution) }];
  });
}

/**
 * What tables and programs know, without a word of whether a recipe can be made. What a source of low fidelity says of a quantity
 * is a sign of it, like a measurement of another kind, and need not have its scale.
 */
export function findingsElsewhere({ observations, offers, lowFidelity }: Elsewhere): Finding[] {
  const low = new Set(lowNames(offers, lowFidelity));
  return observations.map(({ parameters, source = '', results }) => {
    const values = Object.fromEntries(
      Object.entries(results).map(([quantity, { value }]) => [quantity, value]),
    );
    if (!isLow(low, source)) return { parameters, source, results: values, measured: {} };
    return { parameters, source, results: {}, measured: { [`as ${source} says`]: values } };
  });
}

/** As the planner has it, what is told of a recipe that failed is the failure: it has no results. */
function sorted(
  figures: readonly Pick<ObservationRow, 'quantity' | 'value' | 'unit'>[],
  wanted: ReadonlySet<string>,
  attribution: string | undefined,
): Pick<Finding, 'results' | 'measured'> {
  const own = figures.filter(({ quantity }) => wanted.has(quantity));
  const results = attribution === 'recipe' ? [] : own.map(({ quantity, value }) => [quantity, value!]);
  return {
    results: Object.fromEntries(results) as Record<string, number>,
    measured: domainsOf(figures.filter(({ quantity }) => !wanted.has(quantity))),
  };
}

/** Figures by domain, on the scale on which they are modelled. */
export function domainsOf(
  figures: readonly Pick<ObservationRow, 'quantity' | 'value' | 'unit'>[],
): Finding['measured'] {
  const domains: Record<string, Record<string, number>> = {};
  for (const { quantity, value, unit } of figures) {
    const name = DOMAIN_OF[quantity as FigureName] as string | undefined;
    const scaled = LOGARITHMIC.includes(unit) ? Math.log(value ?? NaN) : (value ?? NaN);
    if (name !== undefined && Number.isFinite(scaled)) (domains[name] ??= {})[quantity] = scaled;
  }
  return domains;
}

function succeeded(
  status: ExperimentRow['status'],
  attribution: string | undefined,
): Pick<Finding, 'succeeded'> {
  if (attribution === 'recipe') return { succeeded: false };
  return status === 'completed' ? { succeeded: true } : {};
}
