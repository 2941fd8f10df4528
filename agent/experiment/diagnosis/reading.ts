/** The records of one cell, read once: columns, defects and cycles of each, and the protocol they were recorded under. */
import type { Table } from '../../../drivers/instrument.js';
import type { Protocol } from '../../../drivers/protocol.js';
import { summarise } from '../../analysis/analyse.js';
import type { Cycle } from '../../analysis/cycling/cycle.js';
import type { Defect } from '../../analysis/defect.js';
import type { Recording } from '../../analysis/recording.js';
import type { Series } from '../../analysis/series.js';
import { NO_LIMITS, ageingProtocol, formationProtocol } from '../protocols.js';
import type { Recipe } from '../recipe.js';
import { recordingOf } from '../recording-of.js';

/** What was recorded of one cell so far. */
export interface Records {
  readonly formation?: Table;
  readonly ageing?: Table;
  readonly impedance?: Table;
  /** The last table ends where the tester gave up, not where the protocol ends. */
  readonly cutShort?: boolean;
}

export interface Reading {
  readonly series: Series;
  readonly cycles: readonly Cycle[];
  readonly recording: Recording;
  readonly protocol: Protocol;
  readonly defects: readonly Defect[];
  /** The program came to its end. */
  readonly ended: boolean;
}

export interface Readings {
  readonly formed?: Reading;
  readonly aged?: Reading;
  readonly impedance?: Table;
}

export function readRecords(
  { formation, ageing, impedance, cutShort = false }: Records,
  recipe: Recipe,
): Readings {
  const formed =
    formation && read(formation, formationProtocol(recipe, NO_LIMITS), recipe, !cutShort || !!ageing);
  const aged = ageing && read(ageing, ageingProtocol(recipe, NO_LIMITS), recipe, !cutShort);
  return { ...(formed && { formed }), ...(aged && { aged }), ...(impedance && { impedance }) };
}

function read(table: Table, protocol: Protocol, recipe: Recipe, ended: boolean): Reading {
  const recording = recordingOf(protocol, recipe.cellType);
  return { ...summarise(table, { recording, ended }), recording, protocol, ended };
}
