/** A robot task as the arguments of StartProgram: which template, and its parameters as key and value pairs. */
import type { RobotTask } from '../../synthesis-robot.js';
import { pair, PairReader, tablePairs, type KeyValue } from './key-value.js';
import { checkTask } from './task-schema.js';

/** DeviceTemplateId of the program that carries out each kind of task. */
export const TEMPLATES = { formulate: 'Formulate', assemble: 'Assemble', transfer: 'Transfer' } as const;
export type TemplateId = (typeof TEMPLATES)[RobotTask['kind']];

export interface ProgramCall {
  readonly templateId: string;
  readonly properties: readonly KeyValue[];
}

export function encodeTask(task: RobotTask): ProgramCall {
  return { templateId: TEMPLATES[task.kind], properties: taskPairs(task) };
}

function taskPairs(task: RobotTask): KeyValue[] {
  switch (task.kind) {
    case 'formulate':
      return [
        pair('volumeL', task.volumeL),
        ...tablePairs('solvent', task.formulation.solvents),
        ...tablePairs('saltMolPerL', task.formulation.saltsMolPerL),
        ...tablePairs('additive', task.formulation.additives),
      ];
    case 'assemble':
      return [
        pair('vialId', task.vialId),
        pair('electrolyteVolumeL', task.electrolyteVolumeL),
        pair('cellType', task.cellType),
      ];
    case 'transfer':
      return [pair('cellId', task.cellId), pair('to', task.to)];
  }
}

/** The task that a call asks for, or what is wrong with its properties; undefined for an unknown template. */
export function decodeTask(call: ProgramCall): ReturnType<typeof checkTask> | undefined {
  const properties = new PairReader(call.properties);
  switch (call.templateId) {
    case TEMPLATES.formulate:
      return checkTask(formulateFields(properties));
    case TEMPLATES.assemble:
      return checkTask({
        kind: 'assemble',
        vialId: properties.text('vialId'),
        electrolyteVolumeL: properties.number('electrolyteVolumeL'),
        cellType: properties.text('cellType'),
      });
    case TEMPLATES.transfer:
      return checkTask({ kind: 'transfer', cellId: properties.text('cellId'), to: properties.text('to') });
    default:
      return undefined;
  }
}

function formulateFields(properties: PairReader): unknown {
  return {
    kind: 'formulate',
    volumeL: properties.number('volumeL'),
    formulation: {
      solvents: properties.table('solvent'),
      saltsMolPerL: properties.table('saltMolPerL'),
      additives: properties.table('additive'),
    },
  };
}
