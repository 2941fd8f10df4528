/** The results of one session, found by the task that asked for them. Each is looked at once, however many there are. */
import type { ClientSession, NodeId } from 'node-opcua-client';
import { InstrumentError } from '../instrument-error.js';
import type { JobReport, Table } from '../instrument.js';
import type { RobotResult } from '../synthesis-robot.js';
import type { OpcuaBrowser } from '../transports/opcua-browse.js';
import { readValues } from '../transports/opcua-call.js';
import { LOG_COLUMNS } from './codec/glovebox-log.js';
import { receivedPairs } from './codec/key-value.js';
import { decodeOutcome } from './codec/outcome.js';
import type { UnitNodes } from './nodes.js';

export interface RobotRecord {
  readonly report: JobReport<RobotResult>;
  readonly table: Table;
}

export class ResultIndex {
  private readonly byTask = new Map<string, NodeId>();
  private readonly records = new Map<string, RobotRecord>();
  private readonly seen = new Set<string>();
  private version: unknown;

  constructor(
    private readonly session: ClientSession,
    private readonly browser: OpcuaBrowser,
    private readonly unit: Pick<UnitNodes, 'resultSet' | 'resultSetVersion'>,
    private readonly instrument: string,
  ) {}

  /** Undefined when no program with this task has ended. */
  async find(taskId: string): Promise<RobotRecord | undefined> {
    if (!this.byTask.has(taskId)) await this.refresh();
    const node = this.byTask.get(taskId);
    if (!node) return undefined;
    const record = this.records.get(taskId) ?? (await this.load(node, taskId));
    this.records.set(taskId, record);
    return record;
  }

  /** The set's version tells for the price of one read that nothing is new. */
  private async refresh(): Promise<void> {
    const { resultSet, resultSetVersion } = this.unit;
    const [version] = resultSetVersion ? await this.read([resultSetVersion]) : [];
    if (version !== undefined && version === this.version) return;
    const fresh = (await this.browser.children(resultSet)).filter(
      ({ nodeId, typeId }) => typeId && !this.seen.has(nodeId.toString()),
    );
    await this.index(fresh.map(({ nodeId }) => nodeId));
    this.version = version;
  }

  private async index(results: readonly NodeId[]): Promise<void> {
    const taskNodes = await this.browser.resolve(results, 'SupervisoryTaskId');
    const named = results.flatMap((result, at) => {
      const node = taskNodes[at];
      return node ? [{ result, node }] : [];
    });
    const tasks = await this.read(named.map(({ node }) => node));
    named.forEach(({ result }, at) => {
      const task = tasks[at];
      if (typeof task !== 'string' || task === '') return;
      this.seen.add(result.toString());
      this.byTask.set(task, result);
    });
  }

  private async load(node: NodeId, taskId: string): Promise<RobotRecord> {
    const members = await this.browser.children(node);
    const find = (name: string): NodeId | undefined => members.find((one) => one.name === name)?.nodeId;
    const properties = find('Properties');
    const [pairs] = properties ? await this.read([properties]) : [];
    const variables = find('VariableSet');
    const table = await this.loadTable(variables);
    try {
      const outcome = decodeOutcome(receivedPairs(pairs));
      const raw = JSON.stringify({ Properties: pairs });
      return { report: { ...outcome, rows: table.rows.length, raw }, table };
    } catch (cause) {
      const message = `cannot read the result of task ${taskId}: its Properties are not those of our programs`;
      throw new InstrumentError(this.instrument, 'protocol', message, { taskId, pairs }, { cause });
    }
  }

  private async loadTable(variableSet: NodeId | undefined): Promise<Table> {
    const variables = variableSet ? await this.browser.children(variableSet) : [];
    const nodes = LOG_COLUMNS.flatMap((column) => variables.filter(({ name }) => name === column));
    const columns = await this.read(nodes.map(({ nodeId }) => nodeId));
    const raw = JSON.stringify({ VariableSet: received(nodes, columns) });
    return { columns: LOG_COLUMNS, from: 0, rows: transpose(columns), raw };
  }

  private read(nodeIds: readonly NodeId[]): Promise<unknown[]> {
    return readValues(this.session, this.instrument, nodeIds);
  }
}

/** Rows from columns; none unless every column is there. */
function transpose(columns: readonly unknown[]): number[][] {
  const numbers = columns.filter((column) => column instanceof Float64Array || Array.isArray(column));
  if (numbers.length < LOG_COLUMNS.length) return [];
  const [first] = numbers as number[][];
  return Array.from(first ?? [], (_, row) => (numbers as number[][]).map((column) => column[row] ?? NaN));
}

/** Typed arrays as plain ones: JSON would make objects of them. */
function received(nodes: readonly { readonly name: string }[], values: readonly unknown[]): object {
  return Object.fromEntries(
    nodes.map(({ name }, at) => {
      const value = values[at];
      return [name, value instanceof Float64Array ? Array.from(value) : value];
    }),
  );
}
