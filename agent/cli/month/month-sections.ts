/** The report of an unattended period, in words and tables. */
import { isWhole } from '../../audit/audit.js';
import type { Lag } from '../../audit/lag.js';
import { formatDuration } from '../duration.js';
import { describeRecipe } from '../summary.js';
import type { MonthReport } from './month-report.js';
import type { Section, Sections } from './sections.js';

export function monthSections(report: MonthReport): Sections {
  const { campaign, days, channels, seed } = report;
  return {
    title: `${campaign}: ${days.toFixed(1)} simulated lab days, ${channels} channels, seed ${seed}`,
    sections: [
      experiments(report),
      best(report),
      whole(report),
      diagnosis(report),
      uptime(report),
      consumables(report),
      pace(report),
    ],
  };
}

function experiments({ experiments: counts, failures, heldUp }: MonthReport): Section {
  const { completed, failed, aborted, running } = counts;
  const ended = completed + failed;
  return {
    title: 'Experiments',
    lines: [
      `${ended} ended: ${completed} completed, ${failed} failed`,
      `${aborted + running} under way when the time was over or the run was stopped`,
      ...(heldUp === '' ? [] : [`held up: ${heldUp}`]),
    ],
    ...(failed === 0 ? {} : { table: failureTable(failures) }),
  };
}

function failureTable(failures: MonthReport['failures']): NonNullable<Section['table']> {
  const rows = Object.entries(failures).sort(([, a], [, b]) => b - a);
  return {
    columns: [{ title: 'failed by cause' }, { title: 'experiments', align: 'right' }],
    rows: rows.map(([cause, count]) => [cause, String(count)]),
  };
}

function best({ best: experiments, objectives }: MonthReport): Section {
  const aims = objectives.map(({ direction, quantity }) => `${direction} ${quantity}`);
  const title = `Best so far (${aims.join(', ')})`;
  if (experiments.length === 0) return { title, lines: ['nothing was measured'] };
  const rows = experiments.map(({ id, results, validity, parameters }) => [
    id,
    ...results.map(({ observed }) =>
      observed ? `${observed.value.toFixed(2)} ± ${observed.sd.toFixed(2)}` : '',
    ),
    validity?.status ?? '',
    describeRecipe(parameters),
  ]);
  const columns = [
    { title: 'experiment' },
    ...objectives.map(({ unit }) => ({ title: `came out / ${unit}`, align: 'right' as const })),
    { title: 'validity' },
    { title: 'recipe' },
  ];
  return { title, table: { columns, rows } };
}

function whole({ audit }: MonthReport): Section {
  const { programs, faults, lost, repeated, invented } = audit;
  const verdict = isWhole(audit) ? 'agrees with' : 'does NOT agree with';
  return {
    title: 'Lost, repeated, invented',
    lines: [
      `the record ${verdict} the lab's journal: ${lost.length} lost, ${repeated.length} repeated, ${invented.length} invented`,
      `${programs} programs were carried out, ${faults} faults happened`,
      ...lost,
      ...repeated,
      ...invented,
    ],
  };
}

function diagnosis({ diagnosis: table, audit }: MonthReport): Section {
  const { causes, counts, recall, accuracy, macroAverage } = table;
  const percent = (share: number | null): string => (share === null ? '' : `${(100 * share).toFixed(1)} %`);
  if (accuracy === null) return { title: 'Diagnosis', lines: ['no experiment ended'] };
  const columns = [
    { title: 'in truth' },
    ...[...causes, 'right'].map((title) => ({ title, align: 'right' as const })),
  ];
  const rows = causes.map((cause, t) => [
    cause,
    ...counts[t]!.map((count) => (count === 0 ? '.' : String(count))),
    percent(recall[t]!),
  ]);
  return {
    title: 'Diagnosis (true cause from the journal by row, cause named by the agent by column)',
    lines: [
      `${percent(accuracy)} right, ${percent(macroAverage)} as a mean over the causes that happened`,
      ...audit.misdiagnosed,
    ],
    table: { columns, rows },
  };
}

function uptime({ agentUp, uptime: instruments }: MonthReport): Section {
  const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
  const right = { align: 'right' } as const;
  return {
    title: 'Uptime and use',
    table: {
      columns: [
        { title: '' },
        { title: 'up', ...right },
        { title: 'losses of power', ...right },
        { title: 'busy', ...right },
      ],
      rows: [
        ['agent', percent(agentUp), '', ''],
        ...instruments.map(({ instrument, up, losses, busy }) => [
          instrument === 'tester' ? 'tester (busy: of all channels)' : instrument,
          percent(up),
          String(losses),
          instrument === 'broker' ? '' : percent(busy),
        ]),
      ],
    },
  };
}

function consumables({ consumables: items }: MonthReport): Section {
  const right = { align: 'right' } as const;
  const amount = (value: number | null, unit: string): string => {
    if (value === null) return 'not counted';
    return unit === 'kg' ? `${(1000 * value).toFixed(2)} g` : `${value} ${unit === '1' ? '' : unit}`.trim();
  };
  return {
    title: 'Consumables',
    table: {
      columns: [{ title: 'item' }, { title: 'used', ...right }, { title: 'left', ...right }],
      rows: items.map(({ item, used, left, unit }) => [item, amount(used, unit), amount(left, unit)]),
    },
  };
}

/** Beyond this the queues of the lab are those of a slow computer, not of a lab. */
const LATE_S = 2 * 3600;
const OUTRUN =
  'the clock outran this machine: results stand, but instruments stood idle; run it again with a smaller --speed';

function pace({ lags }: MonthReport): Section {
  const words = ({ count, medianS, p99S, maxS }: Lag): string =>
    `median ${formatDuration(medianS)}, p99 ${formatDuration(p99S)}, longest ${formatDuration(maxS)} of lab time (${count} programs)`;
  return {
    title: 'Lag (the price of a fast clock)',
    lines: [
      `tester, end of a program after its time: ${words(lags.tester)}`,
      `agent, end of a program to its record: ${words(lags.agent)}`,
      ...(Math.max(lags.tester.p99S, lags.agent.p99S) > LATE_S ? [OUTRUN] : []),
    ],
  };
}
