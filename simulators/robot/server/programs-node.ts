/** ProgramTemplateSet and ActiveProgram: what the robot can do, and what it is doing. */
import { DataType, type UAObject } from 'node-opcua';
import { TEMPLATES } from '../../../drivers/lads-robot/codec/task.js';
import type { Run, Workcell } from '../workcell.js';
import type { LadsSpace } from './lads-types.js';
import { computed, setLocalized, setText, setValue, variableAt } from './members.js';

const DESCRIPTIONS = {
  [TEMPLATES.formulate]: 'Weigh the ingredients of an electrolyte into a vial and mix them',
  [TEMPLATES.assemble]: 'Stack, fill and crimp a coin cell, then measure its voltage',
  [TEMPLATES.transfer]: 'Carry a cell to another place',
} as const;

const RELEASED = new Date(Date.UTC(2026, 0, 1));

export function addTemplates(space: LadsSpace, templateSet: UAObject): void {
  for (const [id, description] of Object.entries(DESCRIPTIONS)) {
    const template = space.type('ProgramTemplateType').instantiate({
      namespace: space.vendor,
      browseName: id,
      componentOf: templateSet,
    });
    describeTemplate(template, id, description);
  }
  setText(templateSet, 'NodeVersion', '1');
}

/** Fills the members of a ProgramTemplateType, in the set or in a result. */
export function describeTemplate(template: UAObject, id: string, description?: string): void {
  setText(template, 'DeviceTemplateId', id);
  setText(template, 'Author', 'Interphase simulators');
  setText(template, 'Version', '1');
  setValue(template, 'Created', DataType.DateTime, RELEASED);
  setValue(template, 'Modified', DataType.DateTime, RELEASED);
  if (description) setLocalized(template, 'Description', description);
}

/**
 * The standard's ActiveProgram names the run only. The vendor's SupervisoryTaskId beside it lets a client that lost
 * the answer of StartProgram find its own program.
 */
export function addActiveProgram(space: LadsSpace, activeProgram: UAObject, workcell: Workcell): void {
  const taskId = space.vendor.addVariable({
    browseName: 'SupervisoryTaskId',
    propertyOf: activeProgram,
    dataType: DataType.String,
  });
  const last = <T>(value: (run: Run) => T, none: T) => {
    return () => (workcell.lastRun ? value(workcell.lastRun) : none);
  };
  computed(
    taskId,
    DataType.String,
    last((run) => run.jobId, ''),
  );
  const runtimeMs = (run: Run): number => 1000 * Math.max(0, workcell.labS - run.startedLabS);
  const at = (name: string) => variableAt(activeProgram, name);
  computed(
    at('DeviceProgramRunId'),
    DataType.String,
    last((run) => runIdOf(run.jobId), ''),
  );
  computed(at('CurrentRuntime'), DataType.Double, last(runtimeMs, 0));
  computed(
    at('EstimatedRuntime'),
    DataType.Double,
    last((run) => 1000 * run.estimatedS, 0),
  );
}

/** The same for the same job before and after a restart. */
export function runIdOf(jobId: string): string {
  return `run-${jobId}`;
}
