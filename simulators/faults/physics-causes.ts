/** From the true state of a cell to the causes that physics brought about. Thresholds are choices unless named otherwise. */
import type { TrueCause, TrueFault } from '../lab/room.js';
import type { Cell } from '../world/cell/cell.js';

/** Lithium metal over the nominal capacity of the cell: a tenth of it is what titration just detects (McShane et al. 2022). */
const PLATED_SHARE = 0.002;
/** Share of graphite's layers prised apart. */
const EXFOLIATED_SHARE = 0.05;
/** Soaked less than this when a charge runs: the first cycle then loses some per cent. After a rest of 6 h it is 0.96. */
const WETTED_SHARE = 0.75;
/** Gas per nominal capacity, mol/(A s): three times what a good formation makes. */
const GAS_MOL_PER_C = 5e-7;
/** Share of unpassivated imide salt, and the cell voltage from which aluminium then dissolves, V. */
const UNPASSIVATED_SHARE = 0.1;
const CORROSION_V = 4.1;
/** Water that no recipe asked for, mass ppm. */
const WET_PPM = 100;

/** Index into `CYCLER_COLUMNS`. */
const VOLTAGE = 3;
const CURRENT = 4;

type Row = readonly number[] | undefined;

/** What is so now; the detail says how much. */
type Look = (cell: Cell, row: Row) => Omit<TrueFault, 'cause'> | undefined;

const LOOKS: Partial<Record<TrueCause, Look>> = {
  'lithium-plating': plating,
  exfoliation: ({ state: { exfoliated } }) => recipe(exfoliated > EXFOLIATED_SHARE, { exfoliated }),
  'collector-corrosion': ({ body: { chemistry } }, row) =>
    recipe(chemistry.corrosion > UNPASSIVATED_SHARE && (row?.[VOLTAGE] ?? 0) > CORROSION_V, {
      unpassivatedShare: chemistry.corrosion,
    }),
  'incomplete-wetting': wetting,
  gassing,
  'contact-loss': contact,
};

/** @param row of CYCLER_COLUMNS, for what shows only while a current flows */
export function causesIn(cell: Cell, row: Row): TrueFault[] {
  return Object.entries(LOOKS).flatMap(([cause, look]) => {
    const found = look(cell, row);
    return found ? [{ cause: cause as TrueCause, ...found }] : [];
  });
}

function plating(cell: Cell): ReturnType<Look> {
  const share = cell.metalC / cell.nominalCapacityC;
  return recipe(share > PLATED_SHARE, { shareOfCapacity: share, deadMolPerM3: cell.state.deadMolPerM3 });
}

/** Slower than its electrolyte explains: then the machine is to blame, not the rest that was asked for. */
function wetting({ state: { wetted }, spec: { defects } }: Cell, row: Row): ReturnType<Look> {
  if ((row?.[CURRENT] ?? 0) <= 0 || wetted >= WETTED_SHARE) return undefined;
  const { wettingFactor = 1 } = defects;
  return { attribution: wettingFactor > 1 ? 'machine' : 'recipe', detail: { wetted, wettingFactor } };
}

function gassing({ state: { gasMol }, spec: { waterPpm = 0 }, nominalCapacityC }: Cell): ReturnType<Look> {
  if (gasMol <= GAS_MOL_PER_C * nominalCapacityC) return undefined;
  return { attribution: waterPpm > WET_PPM ? 'machine' : 'recipe', detail: { gasMol, waterPpm } };
}

function contact({ state: { ageS }, spec: { defects } }: Cell): ReturnType<Look> {
  if (!defects.contact || ageS < defects.contact.fromAgeS) return undefined;
  return { attribution: 'machine', detail: { ...defects.contact, ageS } };
}

function recipe(is: boolean, detail: TrueFault['detail'] & object): ReturnType<Look> {
  return is ? { attribution: 'recipe', detail } : undefined;
}
