/** Tasks for the robot of bench.ts. */
import type { Formulation } from '../../../drivers/synthesis-robot.js';

export const FORMULATION: Formulation = {
  solvents: { EC: 0.3, EMC: 0.7 },
  saltsMolPerL: { LiPF6: 1 },
  additives: { VC: 0.02 },
};

/** 0.06 s of link time at factor 2000. */
export const TASK = { kind: 'formulate', formulation: FORMULATION, volumeL: 0.002 } as const;
/** 150 s of link time at factor 2000. */
export const LONG_TASK = {
  kind: 'assemble',
  vialId: 'vial-stock',
  electrolyteVolumeL: 1e-4,
  cellType: 'coin-2032-NMC811-graphite',
} as const;
