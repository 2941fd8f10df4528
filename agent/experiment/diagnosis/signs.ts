/** Everything a lab can measure that tells a sound cell from a sick one, as named numbers. A sign that cannot be read is left out. */
import type { Table } from '../../../drivers/instrument.js';
import type { Protocol } from '../../../drivers/protocol.js';
import type { Cycle } from '../../analysis/cycles.js';
import { summariseCycles } from '../../analysis/cycles.js';
import { capacityCourse } from '../../analysis/health/capacity-course.js';
import { channelCourse } from '../../analysis/health/channel-course.js';
import { freshDecay } from '../../analysis/health/rest-decay.js';
import { resistanceCourse, switchResistances } from '../../analysis/health/switch-resistance.js';
import { temperatureDeviationK } from '../../analysis/health/temperature-course.js';
import { voltageJumps } from '../../analysis/health/voltage-jumps.js';
import { impedanceFigures } from '../../analysis/impedance.js';
import { ORDINARY_INSTRUMENTS } from '../../analysis/instrument-budget.js';
import type { Recording } from '../../analysis/recording.js';
import { screen } from '../../analysis/screening.js';
import { readSeries, type Series } from '../../analysis/series.js';
import { NO_LIMITS, ageingProtocol, formationProtocol } from '../protocols.js';
import type { Recipe } from '../recipe.js';
import { recordingOf } from '../recording-of.js';
import { designOf } from './design.js';
import { imideShare } from './imide.js';
import { programOf } from './program.js';
import type { SignName, Signs } from './sign-names.js';

/** What was recorded of one cell so far. */
export interface Records {
  readonly formation?: Table;
  readonly ageing?: Table;
  readonly impedance?: Table;
  /** The last table ends where the tester gave up, not where the protocol ends. */
  readonly cutShort?: boolean;
}

export function signsOf({ formation, ageing, impedance, cutShort = false }: Records, recipe: Recipe): Signs {
  const formed =
    formation && read(formation, formationProtocol(recipe, NO_LIMITS), recipe, !cutShort || !!ageing);
  const aged = ageing && read(ageing, ageingProtocol(recipe, NO_LIMITS), recipe, !cutShort);
  const signs = kept({
    ...(formed && formationSigns(formed, recipe)),
    ...(aged && ageingSigns(aged)),
    ...(impedance && impedanceSigns(impedance)),
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

interface Read {
  readonly series: Series;
  readonly cycles: readonly Cycle[];
  readonly recording: Recording;
  readonly protocol: Protocol;
  readonly defects: ReturnType<typeof screen>;
  /** The program came to its end. */
  readonly ended: boolean;
}

function read(table: Table, protocol: Protocol, recipe: Recipe, ended: boolean): Read {
  const recording = recordingOf(protocol, recipe.cellType);
  const { series, defects: missing } = readSeries(table);
  const defects = [...missing, ...screen(series, recording)];
  return {
    series,
    defects,
    cycles: summariseCycles(series, defects, recording, ended),
    recording,
    protocol,
    ended,
  };
}

type Loose = Partial<Record<SignName, number | undefined>>;

function formationSigns({ series, cycles, recording }: Read, recipe: Recipe): Loose {
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

function ageingSigns({ series }: Read): Loose {
  const switches = switchResistances(series);
  const top = resistanceCourse(switches.filter(({ atTop }) => atTop));
  const bottom = resistanceCourse(switches.filter(({ atTop }) => !atTop));
  return {
    resistanceJumpOhm: Math.max(top?.jumpOhm ?? 0, bottom?.jumpOhm ?? 0),
    resistanceGrowth: top?.growthPerCycle,
  };
}

function commonSigns({ series, defects, protocol, recording, ended }: Read): Loose {
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
function polarisationV({ series, protocol }: Read): number {
  const tops = switchResistances(series).filter(({ atTop }) => atTop);
  const fastestA = Math.max(0, ...[...programOf(protocol).values()].map(({ currentA }) => currentA ?? 0));
  return tops.length === 0 ? 0 : fastestA * tops[0]!.ohm;
}

function impedanceSigns(table: Table): Loose {
  const ohmic = impedanceFigures(table, ORDINARY_INSTRUMENTS).find(
    ({ quantity }) => quantity === 'ohmic_resistance',
  );
  return { ohmicOhm: ohmic?.value ?? undefined };
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
