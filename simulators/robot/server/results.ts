/** ResultSet: one result for every program that ended, found by the SupervisoryTaskId that started it. */
import { DataType, type UADataType, type UAObject } from 'node-opcua';
import { LADS_URI } from '../../../drivers/lads-robot/codec/lads.js';
import { encodeOutcome } from '../../../drivers/lads-robot/codec/outcome.js';
import type { JobEntry } from '../../lab/room.js';
import type { LadsSpace } from './lads-types.js';
import { arrayOf, objectAt, setText, setValue, variableAt } from './members.js';
import { describeTemplate, runIdOf } from './programs-node.js';

export class ResultSet {
  private readonly keyValueType: UADataType;
  private version = 0;

  constructor(
    private readonly space: LadsSpace,
    private readonly node: UAObject,
  ) {
    const type = space.addressSpace.findDataType(
      'KeyValueType',
      space.addressSpace.getNamespaceIndex(LADS_URI),
    );
    if (!type) throw new Error('the LADS nodeset has no KeyValueType');
    this.keyValueType = type;
    setText(node, 'NodeVersion', '0');
  }

  /** NodeVersion counts the results, so that a client need not browse to know that there is nothing new. */
  add(entry: JobEntry): void {
    const { state } = entry;
    if (state === 'running') return;
    const result = this.space.type('ResultType').instantiate({
      namespace: this.space.vendor,
      browseName: runIdOf(entry.jobId),
      componentOf: this.node,
      optionals: ['DeviceProgramRunId', 'TotalRuntime'],
    });
    this.describe(result, entry);
    const pairs = encodeOutcome({ ...entry, state }).map((pair) =>
      this.space.addressSpace.constructExtensionObject(this.keyValueType, { ...pair }),
    );
    variableAt(result, 'Properties').setValueFromSource(arrayOf(DataType.ExtensionObject, pairs));
    this.addLog(objectAt(result, 'VariableSet'), entry);
    setText(this.node, 'NodeVersion', String(++this.version));
  }

  private describe(result: UAObject, entry: JobEntry): void {
    const endedLabS = entry.endedLabS ?? entry.startedLabS;
    setText(result, 'SupervisoryTaskId', entry.jobId);
    setText(result, 'DeviceProgramRunId', runIdOf(entry.jobId));
    setValue(result, 'Started', DataType.DateTime, new Date(1000 * entry.startedLabS));
    setValue(result, 'Stopped', DataType.DateTime, new Date(1000 * endedLabS));
    setValue(result, 'TotalRuntime', DataType.Double, 1000 * (endedLabS - entry.startedLabS));
    describeTemplate(objectAt(result, 'ProgramTemplate'), entry.program);
  }

  /** One array of Double per column. */
  private addLog(variableSet: UAObject, { table }: JobEntry): void {
    table?.columns.forEach((column, index) => {
      const variable = this.space.vendor.addVariable({
        browseName: column,
        componentOf: variableSet,
        dataType: DataType.Double,
        valueRank: 1,
      });
      const values = table.rows.map((row) => row[index] ?? NaN);
      variable.setValueFromSource(arrayOf(DataType.Double, values));
    });
  }
}
