import { cpus, totalmem } from 'node:os';
import { quantile } from '../statistics.js';
import type { Watched } from './watch.js';

export interface Measured extends Watched {
  /** Experiments in the record before the run, and carried out in it. */
  readonly history: number;
  readonly more: number;
  readonly startS: number;
  readonly againS: readonly number[];
}

interface Row {
  readonly what: string;
  readonly unit: string;
  readonly value: number;
  readonly target?: number;
}

function rows({ memoryMB, delaysPlanningMs, delaysIdleMs, plansS, startS, againS }: Measured): Row[] {
  return [
    { what: 'memory of the agent (resident set), peak', unit: 'MB', value: memoryMB, target: 300 },
    {
      what: 'delay of the event loop while a plan is computed, p99, worst window',
      unit: 'ms',
      value: Math.max(...delaysPlanningMs),
      target: 50,
    },
    { what: 'the same, median window', unit: 'ms', value: quantile(delaysPlanningMs, 0.5) },
    { what: 'the same without planning, worst window', unit: 'ms', value: Math.max(...delaysIdleMs) },
    { what: 'one plan, median', unit: 's', value: quantile(plansS, 0.5) },
    { what: 'one plan, longest', unit: 's', value: Math.max(...plansS) },
    { what: 'first start, until the REST interface is there', unit: 's', value: startS },
    { what: 'second start, longest', unit: 's', value: Math.max(...againS), target: 10 },
  ];
}

/** The whole report: what ran, where, and the table. */
export function toReport(measured: Measured, { date, command }: { date: string; command: string }): string {
  const { history, more, delaysPlanningMs, delaysIdleMs, plansS, againS } = measured;
  const cores = cpus();
  const lines = rows(measured).map(({ what, unit, value, target }) => {
    const [limit, met] = target === undefined ? ['', ''] : [`< ${target}`, value < target ? 'yes' : 'no'];
    return `| ${what} | ${value.toFixed(1)} ${unit} | ${limit} | ${met} |`;
  });
  return `# What the agent costs its host

${date}; ${cores.length} cores (${cores[0]?.model ?? 'unknown'}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB of memory, Node.js ${process.version}. Repeat with:

    ${command}

The product runs as a process of its own on the simulated lab, which shares the cores with it. Its record holds ${history} ended
experiments of the campaign (tried on the simulated world; without raw series), so that every plan fits its models to all
of them; ${more} more are carried out meanwhile. The agent is asked for its health every 2 s, and each answer closes a
window: ${delaysPlanningMs.length} windows with planning, ${delaysIdleMs.length} without, ${plansS.length} plans. An idle loop shows about 10 ms, the resolution of the
measurement. Second start: the record is there and the simulated lab is started again; ${againS.length} times.

| what | measured | target | met |
|---|---|---|---|
${lines.join('\n')}
`;
}
