/** Stacks a coin cell, fills it from a vial, crimps it and measures its voltage. */
import type { Rng } from '../../../core/rng.js';
import { assemblyDefects } from '../../faults/assembly-defects.js';
import type { Room, Vial } from '../../lab/room.js';
import { electrolyteProperties } from '../../world/electrolyte/electrolyte.js';
import type { CellSpec, Defects } from '../../world/cell/cell-spec.js';
import { cellMassKg } from '../../world/measurement/cell-mass.js';
import { CELL_KIT, PIPETTE_TIP } from '../../../drivers/consumables.js';
import { READABILITY_KG } from '../dispensing.js';
import { pipetting } from '../precision.js';
import { ProgramFault, takeStock, type Program, type ProgramContext, type TaskOf } from './program.js';

export const CELL_TYPE: CellSpec['cellType'] = 'coin-2032-NMC811-graphite';
const VOLTMETER_SD_V = 0.0003;

export const assemble: Program<TaskOf<'assemble'>> = async (task, context) => {
  const { jobId, room, rng } = context;
  await takeStock(context, CELL_KIT, 1, '1');
  await takeStock(context, PIPETTE_TIP, 1, '1');
  await context.wait(0.3 * context.durationS);
  const vial = await draw(task.vialId, task.electrolyteVolumeL, room);
  await context.wait(0.7 * context.durationS);
  const cellId = `cell-${jobId}`;
  const overhangMm = placeAnode(rng.split('placement'));
  const { viscosityPaS } = electrolyteProperties(vial.formulation, context.temperatureK());
  const { defects, waterPpm, faults } = assemblyDefects(
    { overhangMm, viscosityPaS },
    context.faults,
    rng.split('defects'),
  );
  for (const fault of faults) {
    await room.journalFault(jobId, { ...fault, detail: { cellId, ...fault.detail } });
  }
  const spec: CellSpec = {
    id: cellId,
    cellType: CELL_TYPE,
    formulation: vial.formulation,
    electrolyteVolumeL: task.electrolyteVolumeL * fillShare(vial, context),
    waterPpm: waterPpm ?? (vial.waterPpm ?? 15) + context.waterUptakePpm(0.7 * context.durationS),
    variation: context.variation(rng.split('variation'), (await room.lots())[CELL_KIT] ?? ''),
    defects,
    seed: `${jobId}/${Math.floor(rng.split('cell').uniform() * 2 ** 32)}`,
  };
  await room.putCell({ spec, place: 'tray', opened: false });
  return {
    kind: 'assemble',
    cellId,
    ...inspect(defects, overhangMm, rng.split('inspection')),
    massKg: weigh(spec, rng.split('balance')),
  };
};

/** An open vial in the middle of a filling cannot be used again. */
export async function spoilVial(vialId: string, room: Room): Promise<void> {
  const vial = await room.vial(vialId);
  if (vial) await room.putVial({ ...vial, volumeL: 0 });
}

async function draw(vialId: string, volumeL: number, room: Room): Promise<Vial> {
  const vial = await room.vial(vialId);
  if (!vial) throw new ProgramFault('vial-missing', `no vial ${vialId} on the deck`);
  if (vial.volumeL < volumeL) {
    throw new ProgramFault('vial-empty', `${vialId} holds ${vial.volumeL} L, ${volumeL} L needed`);
  }
  await room.putVial({ ...vial, volumeL: vial.volumeL - volumeL });
  return vial;
}

/** Fill over what was asked of a viscous electrolyte; how thin ones miss is in the cells' own variation. */
function fillShare({ formulation }: Vial, context: ProgramContext): number {
  const { viscosityPaS } = electrolyteProperties(formulation, context.temperatureK());
  const extra = Math.sqrt(pipetting(1000 * viscosityPaS).share ** 2 - pipetting(0).share ** 2);
  return 1 + extra * context.rng.split('fill').normal();
}

/** Of the sealed cell, in steps of 0.1 mg: what is missing later has leaked. */
function weigh(spec: CellSpec, rng: Rng): number {
  return Math.round(cellMassKg(spec) / READABILITY_KG + rng.normal()) * READABILITY_KG;
}
/** Overhang of a centred anode of 15 mm over a cathode of 14 mm, and what the gripper misses by (choice), mm. */
const CENTRED_MM = 0.5;
const GRIPPER_SD_MM = 0.08;

function placeAnode(rng: Rng): number {
  return CENTRED_MM - Math.hypot(GRIPPER_SD_MM * rng.normal(), GRIPPER_SD_MM * rng.normal());
}

/** Below this a cell is shorted through, ohm; what is over it barely shows in the voltage of a fresh cell. */
const HARD_SHORT_OHM = 1;

/**
 * What the robot can see: a fresh NMC-graphite cell shows some tenths of a volt, a shorted one less than 10 mV; the
 * camera sees how well the stack is centred.
 */
function inspect(
  { shortOhm = Infinity }: Defects,
  overhangMm: number,
  rng: Rng,
): { openCircuitVoltageV: number; placementConfidence: number } {
  const shorted = shortOhm < HARD_SHORT_OHM;
  const trueVoltageV = shorted ? 0.008 * rng.uniform() : 0.1 + 0.5 * rng.uniform();
  const confidence = 1 - 0.5 * (CENTRED_MM - overhangMm) + 0.03 * rng.normal();
  return {
    openCircuitVoltageV: Math.max(0, trueVoltageV + VOLTMETER_SD_V * rng.normal()),
    placementConfidence: Math.min(1, Math.max(0, confidence)),
  };
}
