/** What goes wrong while a cell is built. What follows from it is physics. Ranges are choices unless named otherwise. */
import type { Rng } from '../../core/rng.js';
import type { TrueFault } from '../lab/room.js';
import type { Defects } from '../world/cell/cell-spec.js';
import { between, betweenLog, oneOf } from './between.js';
import { CATALOGUE, type ChanceFault } from './catalogue.js';
import type { FaultChance } from './fault-chance.js';

const DAY_S = 86_400;
/** Below this overhang of the anode an edge of the cathode may touch what it should not, mm. */
const SAFE_OVERHANG_MM = 0.3;
const OVERHANG_FACTOR = 3;

export interface Assembled {
  readonly defects: Defects;
  /** Mass ppm; absent when the usual. */
  readonly waterPpm?: number;
  readonly faults: readonly TrueFault[];
}

/** How each defect turns out. */
const DEFECTS = {
  'hard-short': (rng) => ({ shortOhm: between(rng, 0.05, 0.95) }),
  'soft-short': (rng) => ({ shortOhm: betweenLog(rng, 1e4, 1e6) }),
  'contact-loss': (rng) => ({ contact: contact(rng) }),
  leak: (rng) => ({ leakPerDay: betweenLog(rng, 0.005, 0.1) }),
  'incomplete-wetting': (rng) => ({ wettingFactor: between(rng, 3, 12) }),
  'electrode-mix-up': (rng) => ({ cathodeShare: oneOf(rng, [0.6, 0.75, 1.35, 1.6]) }),
} as const satisfies Partial<Record<ChanceFault, (rng: Rng) => Defects>>;

type Defect = keyof typeof DEFECTS;

/** Their effect comes later or not at all: whoever then holds the cell journals it. */
const LATENT: readonly Defect[] = ['contact-loss', 'incomplete-wetting'];
/** Of a vial that stood open, mass ppm: enough for a film that never closes. */
const WATER_PPM = [1500, 4000] as const;

export interface Build {
  /** Of the anode beyond the cathode, mm: 0.5 when both discs are centred. */
  readonly overhangMm: number;
  readonly viscosityPaS: number;
}

/** @param rng of this cell; every defect has a stream of its own */
export function assemblyDefects(build: Build, chance: FaultChance, rng: Rng): Assembled {
  const struck = (Object.keys(DEFECTS) as Defect[])
    .filter((defect) => chance.strikes(defect, rng.split(defect), exposure(defect, build)))
    // A hard short leaves nothing for a soft one to do.
    .filter((defect, _, all) => !(defect === 'soft-short' && all.includes('hard-short')));
  const drawn = struck.map((defect) => [defect, DEFECTS[defect](rng.split(`${defect}/how`))] as const);
  const wet = chance.strikes('gassing', rng.split('gassing'));
  return {
    ...(wet && { waterPpm: between(rng.split('water'), ...WATER_PPM) }),
    defects: Object.assign({}, ...drawn.map(([, defects]) => defects)) as Defects,
    faults: drawn
      .filter(([defect]) => !LATENT.includes(defect))
      .map(([cause, detail]) => ({ cause, attribution: CATALOGUE[cause].attribution, detail })),
  };
}

/** Usual viscosity of 1 mol/L in carbonates, Pa s. */
const USUAL_VISCOSITY = 2.9e-3;

function exposure(defect: Defect, { overhangMm, viscosityPaS }: Build): number {
  if (defect === 'hard-short') return overhangMm < SAFE_OVERHANG_MM ? OVERHANG_FACTOR : 1;
  if (defect === 'incomplete-wetting') return Math.min(3, Math.max(0.5, viscosityPaS / USUAL_VISCOSITY));
  return 1;
}

function contact(rng: Rng): NonNullable<Defects['contact']> {
  const ohm = betweenLog(rng, 5, 200);
  const fromAgeS = betweenLog(rng, 0.5, 40) * DAY_S;
  const recovers = rng.uniform() < 0.5;
  return { ohm, fromAgeS, ...(recovers && { untilAgeS: fromAgeS + betweenLog(rng, 1, 48) * 3600 }) };
}
