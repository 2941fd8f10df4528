/** Nominal cells and electrolytes of the reference runs. */
import type { Formulation } from '../../drivers/synthesis-robot.js';
import { Cell } from '../../simulators/world/cell/cell.js';
import type { CellSpec } from '../../simulators/world/cell/cell-spec.js';
import { NOMINAL } from '../../simulators/world/cell/variation.js';

/** 1 M LiPF6 in EC:EMC 3:7 by mass, with additives in wt%. */
export function electrolyte(additivePercent: Readonly<Record<string, number>> = {}): Formulation {
  return {
    solvents: { EC: 0.3, EMC: 0.7 },
    saltsMolPerL: { LiPF6: 1 },
    additives: Object.fromEntries(Object.entries(additivePercent).map(([name, w]) => [name, w / 100])),
  };
}

export function cellSpec(formulation = electrolyte(), changes: Partial<CellSpec> = {}): CellSpec {
  return {
    id: 'cell-1',
    cellType: 'coin-2032-NMC811-graphite',
    formulation,
    electrolyteVolumeL: 70e-6,
    variation: NOMINAL,
    defects: {},
    seed: 'test',
    ...changes,
  };
}

export function makeCell(formulation = electrolyte(), changes: Partial<CellSpec> = {}): Cell {
  return new Cell(cellSpec(formulation, changes));
}

export const CONTROL = electrolyte();
export const VC2 = electrolyte({ VC: 2 });
/** A published blend of three additives, wt% (Dahn group). */
export const TERNARY = electrolyte({ PES: 2, MMDS: 1, TMSPi: 1 });
