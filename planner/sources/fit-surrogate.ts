import type { GaussianProcess } from '../surrogate/gp.js';
import { fitGp } from '../surrogate/fit-gp.js';
import { fitCensored } from '../surrogate/fit-censored.js';
import type { StructuredFit } from '../surrogate/fit-structured.js';
import type { SourcedRow } from '../surrogate/structure.js';

/** Fits what the rows ask for: rows that say nothing of their origin get the plain model. */
export function fitSurrogate(rows: readonly SourcedRow[], options: StructuredFit): GaussianProcess {
  const { priors, start } = options;
  if (!rows.every(isPlain)) return fitCensored(rows, options);
  return fitGp(
    {
      features: rows.map(({ features }) => features),
      values: rows.map(({ value }) => value),
      extraNoiseVariances: rows.map(({ extraNoiseVariance }) => extraNoiseVariance),
    },
    { priors, ...(start && { start }) },
  );
}

function isPlain({ source, instrument, censored }: SourcedRow): boolean {
  return source === undefined && instrument === undefined && censored === undefined;
}
