/**
 * Circuits that a spectrum is held against, and what is known of their elements before: ranges that hold for cells of any
 * size, since resistances are taken relative to the span of the spectrum and arcs by time constant and exponent, which do
 * not depend on area. Where the build of a cell is known, its arcs are known by capacitance and exponent instead.
 */
import type { Belief } from './belief.js';
import type { Build } from './build.js';
import { layoutOf, type Circuit, type Layout } from './circuit.js';
import type { Spectrum } from './spectrum.js';

/** How the low-frequency end looks: lithium diffusing into particles, electrodes that block ions, or neither. */
export const TAILS = ['diffusion', 'blocking', 'none'] as const;
export type Tail = (typeof TAILS)[number];

export interface ExpectedCircuit {
  readonly tail: Tail;
  readonly layout: Layout;
  readonly beliefs: readonly Belief[];
}

/** Leads and fixtures, 0.3 uH, a factor of 7 either way. */
const LEADS = { mean: Math.log(2 * Math.PI * 3e-7), sd: 2 };
/** Depressed arcs of porous electrodes and films: 0.71 to 0.99 within two standard deviations (Barsoukov and Macdonald 2005, 4.5). */
const DEPRESSION = { mean: 0.85, sd: 0.07 };
/** The fastest arc of an interphase peaks at some 1 kHz (Illig et al. 2012, J. Electrochem. Soc. 159, A952). */
const FASTEST = { mean: -Math.log(2 * Math.PI * 1000), sd: 1.5 };
/** Each arc is some four times slower than the one before it. */
const SLOWER = { mean: 1.5, sd: 1 };
/** Exponent of electrodes that block ions. */
const BLOCKING = { mean: -0.85, sd: 0.1 };

const POWERS: Readonly<Record<Tail, Circuit['powers']>> = {
  diffusion: [
    { exponent: 1, free: false },
    { exponent: -0.5, free: false },
    { exponent: -1, free: false },
  ],
  blocking: [
    { exponent: 1, free: false },
    { exponent: BLOCKING.mean, free: true },
  ],
  none: [{ exponent: 1, free: false }],
};

/** A cell of some arcs, fastest first, with leads before them and a tail after them; nothing is known of its build. */
export function expectedCircuit(spectrum: Spectrum, arcs: number, tail: Tail): ExpectedCircuit {
  const layout = layoutOf({ powers: POWERS[tail], arcs });
  const times = layout.arcs.map((at, k): Belief =>
    k === 0 ? { of: at + 1, ...FASTEST } : { of: at + 1, minus: layout.arcs[k - 1]! + 1, ...SLOWER },
  );
  const exponents = layout.arcs.map((at): Belief => ({ of: at + 2, ...DEPRESSION }));
  return { tail, layout, beliefs: [...commonBeliefs(spectrum, layout, tail), ...times, ...exponents] };
}

/** A cell of a known build: film first, then one arc for each electrode. */
export function builtCircuit(spectrum: Spectrum, build: Build): ExpectedCircuit {
  const layout = layoutOf({ powers: POWERS.diffusion, arcs: build.length });
  const arcs = build.flatMap(({ logFarad, exponent }, k): Belief[] => {
    const at = layout.arcs[k]!;
    return [
      { of: at + 1, minus: at, ...logFarad },
      { of: at + 2, ...exponent },
    ];
  });
  return { tail: 'diffusion', layout, beliefs: [...commonBeliefs(spectrum, layout, 'diffusion'), ...arcs] };
}

/** Of everything but the times and exponents of the arcs. */
function commonBeliefs(spectrum: Spectrum, { powers, arcs }: Layout, tail: Tail): Belief[] {
  const leastOhm = Math.min(...spectrum.realOhm);
  const spanOhm = Math.max(...spectrum.realOhm) - leastOhm || leastOhm;
  return [
    { of: 0, mean: Math.log(leastOhm), sd: 2 },
    { of: powers[0]!.at, ...LEADS },
    ...tailBeliefs(spectrum, spanOhm, tail, powers.slice(1)),
    ...arcs.map((of): Belief => ({ of, mean: Math.log(spanOhm / 3), sd: 1.5 })),
  ];
}

/**
 * Diffusion in a particle is semi-infinite at first, and in time its filling shows as a capacitor: the first terms of
 * `1/(s - 1) = 1/s + 1/s^2 + ...` with `s = sqrt(i w R^2/D)` for a sphere (Jacobsen and West 1995, Electrochim. Acta 40, 255).
 */
function tailBeliefs(
  { frequencyHz, imaginaryOhm }: Spectrum,
  spanOhm: number,
  tail: Tail,
  powers: Layout['powers'],
): Belief[] {
  if (tail === 'none') return [];
  const [first, second] = powers.map(({ at }) => at);
  if (tail === 'diffusion') {
    return [
      { of: first!, mean: Math.log(spanOhm / 30), sd: 2 },
      { of: second!, mean: Math.log(spanOhm / 1e4), sd: 2.5 },
    ];
  }
  const slowestOhm = Math.abs(imaginaryOhm.at(-1)!) || spanOhm;
  const mean = Math.log(slowestOhm) - BLOCKING.mean * Math.log(frequencyHz.at(-1)!);
  return [
    { of: first!, mean, sd: 2 },
    { of: first! + 1, ...BLOCKING },
  ];
}
