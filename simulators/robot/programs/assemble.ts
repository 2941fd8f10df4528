/** Stacks a coin cell, fills it from a vial, crimps it and measures its voltage. */
import type { Rng } from '../../../core/rng.js';
import type { Room, Vial } from '../../lab/room.js';
import type { CellSpec, Defects } from '../../world/cell/cell-spec.js';
import { ProgramFault, takeStock, type Program, type ProgramContext, type TaskOf } from './program.js';

export const CELL_TYPE: CellSpec['cellType'] = 'coin-2032-NMC811-graphite';
/** Everything of a coin cell but its electrolyte, as one item on the shelf. */
export const CELL_KIT = 'coin-cell-kit';

const VOLTMETER_SD_V = 0.0003;

export const assemble: Program<TaskOf<'assemble'>> = async (task, context) => {
  const { jobId, room, rng } = context;
  await takeStock(context, CELL_KIT, 1, '1');
  await context.wait(0.3 * context.durationS);
  const vial = await draw(task.vialId, task.electrolyteVolumeL, room);
  await context.wait(0.7 * context.durationS);
  const cellId = `cell-${jobId}`;
  const defects = await drawDefects(context);
  const spec: CellSpec = {
    id: cellId,
    cellType: CELL_TYPE,
    formulation: vial.formulation,
    electrolyteVolumeL: task.electrolyteVolumeL,
    variation: context.variation(rng.split('variation')),
    defects,
    seed: `${jobId}/${Math.floor(rng.split('cell').uniform() * 2 ** 32)}`,
  };
  await room.putCell({ spec, place: 'tray', opened: false });
  return { kind: 'assemble', cellId, ...inspect(defects, rng.split('inspection')) };
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

/** A burr or a misplaced separator: below 1 ohm. */
async function drawDefects({ jobId, room, rng, faults }: ProgramContext): Promise<Defects> {
  const luck = rng.split('short');
  if (luck.uniform() >= faults.hardShort) return {};
  const shortOhm = 0.05 + 0.9 * luck.uniform();
  await room.journalFault(jobId, { cause: 'hard-short', attribution: 'machine', detail: { shortOhm } });
  return { shortOhm };
}

/**
 * What the robot can see: a fresh NMC-graphite cell shows some tenths of a volt, a shorted one less than 10 mV; most
 * shorts come from a misplaced stack, which the camera notices.
 */
function inspect(defects: Defects, rng: Rng): { openCircuitVoltageV: number; placementConfidence: number } {
  const shorted = defects.shortOhm !== undefined;
  const trueVoltageV = shorted ? 0.008 * rng.uniform() : 0.1 + 0.5 * rng.uniform();
  const confidence = shorted ? 0.65 + 0.15 * rng.normal() : 0.96 - 0.03 * Math.abs(rng.normal());
  return {
    openCircuitVoltageV: Math.max(0, trueVoltageV + VOLTMETER_SD_V * rng.normal()),
    placementConfidence: Math.min(1, Math.max(0, confidence)),
  };
}
