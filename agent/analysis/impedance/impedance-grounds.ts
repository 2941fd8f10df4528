/** How far a spectrum and the circuit fitted to it can be trusted, as grounds of every figure. */
import type { Ground } from '../figure.js';
import type { CircuitChoice } from './circuit-choice.js';
import type { KramersKronig } from './kramers-kronig.js';
import type { Flaw } from './spectrum.js';

/** Times the instrument's error that a circuit may miss the spectrum by, root mean square. */
const POOR = 5;
const USELESS = 20;

export function grounds(flaws: readonly Flaw[], lawful: KramersKronig, choice: CircuitChoice): Ground[] {
  return [
    ...flaws.map(({ reason }): Ground => ({ quality: 'suspect', reason })),
    { quality: lawful.quality, reason: lawfulness(lawful.failingHz) },
    closeness(Math.sqrt(choice.reducedChiSquared)),
  ];
}

function lawfulness(failingHz: readonly number[]): string {
  if (failingHz.length === 0) return '';
  const shown = failingHz.slice(0, 5).map((hz) => hz.toPrecision(3));
  const more = failingHz.length > 5 ? ` and ${failingHz.length - 5} more` : '';
  return `Kramers-Kronig relations fail at ${shown.join(', ')} Hz${more}`;
}

function closeness(misfit: number): Ground {
  if (misfit < POOR) return { quality: 'valid', reason: '' };
  const quality = misfit < USELESS ? 'suspect' : 'invalid';
  return {
    quality,
    reason: `the best circuit misses the spectrum by ${misfit.toFixed(0)} times the instrument's error`,
  };
}
