import { cpus, loadavg, totalmem } from 'node:os';
import { quantile } from '../statistics.js';
import type { Measured } from './measure.js';

interface Row {
  readonly what: string;
  readonly unit: string;
  readonly value: number;
  /** `[at most, limit]` or `[at least, limit]`. */
  readonly target?: readonly ['<=' | '>=', number];
}

/** Two measurements of the same thing differ by as much on a machine that others use too. */
const NOISE = 1.1;

function targeted({ ingest, appends, against, opening }: Measured): Row[] {
  return [
    ...appendRows(appends),
    {
      what: `${ingest.channels} channels: delay of the event loop, p99`,
      unit: 'ms',
      value: ingest.delayP99Ms,
      target: ['<=', 50],
    },
    {
      what: 'the same: memory of the process (resident set), peak',
      unit: 'MB',
      value: ingest.memoryMB,
      target: ['<=', 400],
    },
    {
      what: 'the same: rows held of those recorded',
      unit: '%',
      value: (100 * ingest.rows) / ingest.rowsExpected,
      target: ['>=', 100],
    },
    { what: 'the same: oldest row when it was asked for', unit: 's', value: ingest.oldestRowS },
    { what: 'the same: processor, of one core', unit: '%', value: 100 * ingest.cpuShare },
    ...against.map(({ what, batch, ours, bare }): Row => ({
      what: `${what}, ${batch} to a transaction: ours (${Math.round(ours)}/s) over the plain loop (${Math.round(bare)}/s)`,
      unit: '',
      value: ours / bare,
      target: ['>=', 0.5],
    })),
    {
      what: 'opening the large record, longest',
      unit: 's',
      value: Math.max(...opening.openS),
      target: ['<=', 2],
    },
    {
      what: 'a page of its 50 newest experiments, longest',
      unit: 'ms',
      value: Math.max(...opening.pageMs),
      target: ['<=', 50],
    },
    { what: 'the same, median', unit: 'ms', value: quantile(opening.pageMs, 0.5) },
  ];
}

function appendRows({
  minuteMs,
  weekMs,
  packS,
  packDelayMs,
  overviewLooseMs,
  overviewPackedMs,
}: Measured['appends']): Row[] {
  return [
    {
      what: 'one row after the long run, in a transaction of its own, mean',
      unit: 'ms',
      value: weekMs.mean,
      target: ['<=', 1],
    },
    { what: 'one row after a minute, mean', unit: 'ms', value: minuteMs.mean },
    {
      what: 'the first over the second, medians',
      unit: '',
      value: weekMs.median / minuteMs.median,
      target: ['<=', NOISE],
    },
    { what: 'packing the long run', unit: 's', value: packS },
    { what: 'the same: longest stand of the event loop', unit: 'ms', value: packDelayMs },
    { what: 'overview of it in 1000 buckets, loose', unit: 'ms', value: overviewLooseMs },
    { what: 'the same, packed', unit: 'ms', value: overviewPackedMs },
  ];
}

function line({ what, unit, value, target }: Row): string {
  const [limit, met] =
    target === undefined ? ['', ''] : [target.join(' '), meets(value, target) ? 'yes' : 'no'];
  return `| ${what} | ${value.toFixed(2)}${unit && ` ${unit}`} | ${limit} | ${met} |`;
}

function meets(value: number, [side, limit]: readonly ['<=' | '>=', number]): boolean {
  return side === '<=' ? value <= limit : value >= limit;
}

/** The whole report: what ran, where, and the tables. */
export function toReport(measured: Measured, { date, command }: { date: string; command: string }): string {
  const { ingest, appends, opening, bytes } = measured;
  const { size } = opening;
  const cores = cpus();
  return `# What the record costs

${date}; ${cores.length} cores (${cores[0]?.model ?? 'unknown'}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB of memory, Node.js ${process.version};
load average ${loadavg()[1]!.toFixed(1)} over the last five minutes, other programs included. Repeat with:

    ${command}

All rows are those of a simulated cell as the simulated tester measures them, six columns each; a sample is one row. Every
write is durable (WAL, FULL). What is compared runs in turns in the same process, so that ratios hold on a machine that
others use at the same time, and milliseconds less so.

- One row: ${appends.appends} appends to a job of ${appends.heldRows} rows in chunks of two, as 1 Hz leaves them, and as many to one that began with 60.
- Channels: ${ingest.channels} commands of the agent at once, each with a row a second for ${ingest.seconds} s in real time, taken over every 2 s.
  The instrument is in the same process; drivers and their links are not measured here, but what it would send is kept.
- Plain loop: \`INSERT\` row by row with a prepared statement, through the same driver, into a table with the same indexes; the
  record besides packs rows, chains events and updates its tables. Medians of nine rounds, one transaction of each in turns.
- Large record: ${opening.experiments} experiments with ${opening.samples} samples each, ${opening.fileMB.toFixed(0)} MB (events ${(size.eventsBytes / 1e6).toFixed(0)}, tables ${(size.projectionsBytes / 1e6).toFixed(0)}, rows of data ${(size.chunksBytes / 1e6).toFixed(0)}), written in ${opening.writeS.toFixed(0)} s; opened
  ${opening.openS.length} times, ${opening.pageMs.length} pages read. The file is in the memory of the operating system, as after a restart of the agent.

| what | measured | target | met |
|---|---|---|---|
${targeted(measured).map(line).join('\n')}

Bytes on disk for one sample, with indexes and the ends of pages; as plain numbers it is 48:

| recorded | samples | to a transaction | as they come in | packed | raw payloads as they come in | packed |
|---|---|---|---|---|---|---|
${bytes.map((row) => `| ${[row.recording, row.rows, row.rowsAtOnce, ...[row.loose, row.packed, row.rawLoose, row.rawPacked].map((value) => value.toFixed(1))].join(' | ')} |`).join('\n')}
`;
}
