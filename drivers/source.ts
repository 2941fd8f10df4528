/** The role of a cheap source: a computation or a database that foretells something of a recipe without building it. */
import type { Instrument } from './instrument.js';
import type { Formulation } from './synthesis-robot.js';

/** What can be asked, from the least to the most that it knows. */
export const SOURCE_MODELS = ['descriptors', 'film-kinetics'] as const;
export type SourceModel = (typeof SOURCE_MODELS)[number];

/** What is to be foretold: an electrolyte, and what would be done with a cell of it. */
export interface Trial {
  readonly formulation: Formulation;
  /** In the cell. */
  readonly electrolyteVolumeL: number;
  readonly formation: {
    /** Of the first charge, 1/h; later formation cycles run at C/10. */
    readonly cRate: number;
    readonly temperatureK: number;
    readonly cycles: number;
  };
  readonly cycling: { readonly cRate: number; readonly temperatureK: number };
}

export interface SourceTask {
  readonly kind: 'estimate';
  readonly model: SourceModel;
  readonly trial: Trial;
}

export interface Estimate {
  /** `film_thickness`, or `reduction_potential.VC` of one molecule. */
  readonly name: string;
  readonly value: number;
  /** Standard uncertainty as the source states it. Sources are biased, and do not know by how much. */
  readonly sd: number;
  /** UCUM. */
  readonly unit: string;
}

export interface SourceResult {
  readonly kind: 'estimate';
  readonly model: SourceModel;
  readonly estimates: readonly Estimate[];
  readonly costEur: number;
  /** Computing time, s. */
  readonly durationS: number;
}

/** Fetching a job gives one row for each of its estimates, in their order: `estimateIndex, value, sd`. */
export type Source = Instrument<SourceTask, SourceResult>;
