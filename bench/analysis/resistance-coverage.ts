/** How often intervals hold the truth, and how wide they are. */
import type { Figure, FigureName } from '../../agent/analysis/figure.js';
import type { Resistances } from '../../simulators/world/measurement/impedance.js';

export interface Judged {
  readonly quantity: FigureName;
  readonly figure: Figure;
  readonly trueOhm: number;
}

/** The physics' own resistances under the names of the figures. */
export function trueOhms(truth: Resistances): Partial<Record<FigureName, number>> {
  const transferOhm = truth.graphiteTransferOhm + truth.cathodeTransferOhm;
  return {
    ohmic_resistance: truth.ohmicOhm,
    film_resistance: truth.filmOhm,
    charge_transfer_resistance: transferOhm,
    polarisation_resistance: truth.filmOhm + transferOhm,
  };
}

export interface Coverage {
  readonly count: number;
  readonly given: number;
  readonly suspect: number;
  /** Of those given: the truth inside the stated 95 % interval. */
  readonly inside: number;
  /** Of those given: standard uncertainty over value, and error over truth, 1. */
  readonly relativeUncertainties: readonly number[];
  readonly relativeErrors: readonly number[];
}

export function coverage(judged: readonly Judged[]): Coverage {
  const given = judged.flatMap(({ figure, trueOhm }) =>
    figure.quality === 'invalid' ? [] : [{ figure, trueOhm }],
  );
  return {
    count: judged.length,
    given: given.length,
    suspect: given.filter(({ figure }) => figure.quality === 'suspect').length,
    inside: given.filter(({ figure: { detail }, trueOhm }) => {
      return detail['lowerOhm']! <= trueOhm && trueOhm <= detail['upperOhm']!;
    }).length,
    relativeUncertainties: given.map(({ figure }) => figure.standardUncertainty / figure.value),
    relativeErrors: given.map(({ figure, trueOhm }) => Math.abs(figure.value / trueOhm - 1)),
  };
}
