import { cpus, loadavg, totalmem } from 'node:os';
import type { AgentFigures } from './agent.js';
import type { Heard } from './audience.js';
import type { LoopDelays } from './loop-watch.js';

export interface Measured {
  readonly agent: AgentFigures & { readonly heard: Heard };
  readonly bare: { readonly messages: number; readonly delays: LoopDelays; readonly heard: Heard };
}

export interface Plan {
  readonly channels: number;
  readonly seconds: number;
  readonly date: string;
  readonly command: string;
}

type Row = readonly [what: string, measured: string, target?: string, met?: boolean];

function windows(who: string, { medianWindowMs, worstWindowMs, cpuShare }: LoopDelays): Row[] {
  return [
    [`${who}: in windows of 2 s, median and worst`, `${ms(medianWindowMs)}, ${ms(worstWindowMs)}`],
    [`${who}: processor`, `${(100 * cpuShare).toFixed(0)} % of a core`],
  ];
}

function rows({ agent: { streaming, flood, heard }, bare }: Measured): Row[] {
  const delay = 'delay of the event loop, p99';
  const ratio = streaming.p99Ms / bare.delays.p99Ms;
  return [
    [`agent while channels stream: ${delay}`, ms(streaming.p99Ms), '<= 50 ms', streaming.p99Ms <= 50],
    ...windows('agent while channels stream', streaming),
    [`bare publisher of the same messages: ${delay}`, ms(bare.delays.p99Ms)],
    ...windows('bare publisher', bare.delays),
    ['agent over bare publisher, p99', ratio.toFixed(2)],
    [`agent in the flood of alarms: ${delay}`, ms(flood.delays.p99Ms), '<= 50 ms', flood.delays.p99Ms <= 50],
    ['longest time between two heartbeats, any client', s(heard.longestGapS), '< 6 s', heard.longestGapS < 6],
    ['the same with the bare publisher', s(bare.heard.longestGapS)],
    [
      `from a critical alarm until a person has it, longest of ${flood.critical} (${flood.untold} untold)`,
      s(flood.longestCriticalS),
      '<= 10 s',
      flood.untold === 0 && flood.longestCriticalS <= 10,
    ],
    [
      `summaries of the other ${flood.alarms - flood.critical} in a minute, at most (${flood.summaries} of ${flood.usual} messages in ${flood.watchedS} s)`,
      String(flood.summariesAMinute),
      '<= 1',
      flood.summariesAMinute <= 1,
    ],
  ];
}

/** The whole report: what ran, where, and the table. */
export function toReport(measured: Measured, { channels, seconds, date, command }: Plan): string {
  const { agent, bare } = measured;
  const cores = cpus();
  const lines = rows(measured).map(([what, value, target = '', met]) => {
    return `| ${what} | ${value} | ${target} | ${met === undefined ? '' : met ? 'yes' : 'no'} |`;
  });
  const a = agent.heard;
  return `# What it costs an agent to be watched

${date}; ${cores.length} cores (${cores[0]?.model ?? 'unknown'}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB of memory, Node.js ${process.version}. Repeat with:

    ${command}

Three processes share the cores: the embedded broker, ${a.clients} clients that listen to everything (QoS 1), and the agent. It records
${channels} channels at a row a second each for ${seconds} s, as it does in a lab, and with every heartbeat tells how each channel and its experiment
stand: ${bare.messages} messages, ${((bare.messages * a.clients) / seconds).toFixed(0)} deliveries a second. Then ${agent.flood.alarms} alarms come in 10 s, every twentieth critical, with people
called over a webhook. Instruments and planner are not part of it (\`bench/agent\` has them). Afterwards a bare \`mqtt.js\` client sends
the same messages at the same pace over a bare broker to as many clients, and records nothing. An idle loop shows
about 10 ms, the resolution of the measurement. ${loadText()}

| what | measured | target | met |
|---|---|---|---|
${lines.join('\n')}
`;
}

/** Whether the cores had other work, which the figures then hold as well. */
function loadText(): string {
  const load = loadavg()[1] ?? NaN;
  const share =
    'what waits for a core beside it delays a loop whatever it does: read the ratio to the bare publisher';
  return `Processes that ran or waited meanwhile, mean: ${load.toFixed(1)}; ${share}.`;
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}

function s(value: number): string {
  return `${value.toFixed(1)} s`;
}
