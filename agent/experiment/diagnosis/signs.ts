/** Everything a lab can measure that tells a sound cell from a sick one, as named numbers. A sign that cannot be read is left out. */
import type { Table } from '../../../drivers/instrument.js';
import { capacityCourse } from '../../analysis/health/capacity-course.js';
import { channelCourse } from '../../analysis/health/channel-course.js';
import { freshDecay } from '../../analysis/health/rest-decay.js';
import { resistanceCourse, switchResistances } from '../../analysis/health/switch-resistance.js';
import { temperatureDeviationK } from '../../analysis/health/temperature-course.js';
import { voltageJumps } from '../../analysis/health/voltage-jumps.js';
import { impedanceFigures } from '../../analysis/impedance/impedance-figures.js';
import { ORDINARY_INSTRUMENTS } from '../../analysis/instrument-budget.js';
import { buildOf } from '../cell-build.js';
import type { Recipe } from '../recipe.js';
import { designOf } from './design.js';
import { imideShare } from './imide.js';
import { programOf } from './program.js';
import type { Reading, Readings } from './reading.js';
import type { SignName, Signs } from './sign-names.js';

export function signsOf({ formed, aged, impedance }: Readings, recipe: Recipe): Signs {
  const signs = kept({
    ...(formed && formationSigns(formed, recipe)),
    ...(aged && ageingSigns(aged)),
    ...(impedance && impedanceSigns(impedance, recipe)),
    ...(formed && {
      imideShare: imideShare(recipe),
      carbonatePropylene: recipe.formulation.solvents['PC'] ?? 0,
    }),
    chargePolarisationV: Math.max(...[formed, aged].map((one) => (one ? polarisationV(one) : 0))),
    ...larger([formed, aged].flatMap((one) => (one ? [commonSigns(one)] : []))),
  });
  return { ...signs, seriesJumpOhm: seriesJumpOhm(signs) };
}

/** A contact lets go once or twice: voltage that jumps more often has another reason. */
const FEW_JUMPS = 3;

function seriesJumpOhm({ resistanceJumpOhm = 0, voltageJumpOhm = 0, voltageJumps = 0 }: Signs): number {
  return Math.max(resistanceJumpOhm, voltageJumps <= FEW_JUMPS ? voltageJumpOhm : 0);
}

type Loose = Partial<Record<SignName, number | undefined>>;

function formationSigns({ series, cycles, recording }: Reading, recipe: Recipe): Loose {
  const formation = cycles.filter(({ cycle }) => cycle <= recipe.formation.cycles);
  const { growth, ...course } = capacityCourse(formation, designOf(recipe));
  const decay = freshDecay(series, recording);
  return {
    freshDecayPerH: decay?.perH,
    freshDecayErrorPerH: decay?.errorPerH,
    ...course,
    formationGrowth: growth,
  };
}

function ageingSigns({ series }: Reading): Loose {
  const switches = switchResistances(series);
  const top = resistanceCourse(switches.filter(({ atTop }) => atTop));
  const bottom = resistanceCourse(switches.filter(({ atTop }) => !atTop));
  return {
    resistanceJumpOhm: Math.max(top?.jumpOhm ?? 0, bottom?.jumpOhm ?? 0),
    resistanceGrowth: top?.growthPerCycle,
  };
}

function commonSigns({ series, defects, protocol, recording, ended }: Reading): Loose {
  const program = programOf(protocol);
  const channel = channelCourse(series, defects, program, recording.everyS);
  const jumps = voltageJumps(series, protocol.record.everyV, recording.restCurrentA);
  return {
    ...channel,
    stepsMissing: ended ? channel.stepsMissing : 0,
    temperatureOffK: temperatureDeviationK(series, program),
    voltageJumpOhm: jumps.largestOhm,
    voltageJumps: jumps.count,
  };
}

/** Of the fastest charge: what the voltage rose by through resistance alone. */
function polarisationV({ series, protocol }: Reading): number {
  const tops = switchResistances(series).filter(({ atTop }) => atTop);
  const fastestA = Math.max(0, ...[...programOf(protocol).values()].map(({ currentA }) => currentA ?? 0));
  return tops.length === 0 ? 0 : fastestA * tops[0]!.ohm;
}

function impedanceSigns(table: Table, { cellType }: Recipe): Loose {
  const figures = impedanceFigures(table, ORDINARY_INSTRUMENTS, buildOf(cellType));
  return { ohmicOhm: figures.find(({ quantity }) => quantity === 'ohmic_resistance')?.value ?? undefined };
}

/** Of every sign the largest. */
function larger(all: readonly Loose[]): Loose {
  const names = Object.keys(all[0] ?? {}) as SignName[];
  return Object.fromEntries(names.map((name) => [name, Math.max(...all.map((one) => one[name] ?? 0))]));
}

function kept(signs: Loose): Signs {
  const entries = Object.entries(signs).filter(([, value]) => value !== undefined && Number.isFinite(value));
  return Object.fromEntries(entries);
}
