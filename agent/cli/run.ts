/** One run of the agent, from reading the configuration to the summary. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CampaignConfig } from '../../config/campaign.js';
import type { LabConfig } from '../../config/lab.js';
import { loadCampaign, loadLab } from '../../config/load.js';
import { LabClock, SystemClock, type Clock } from '../../core/clock.js';
import { reportOf, type Report } from '../campaign/report.js';
import { spent } from '../campaign/history.js';
import { startAgent, type RunningAgent } from '../main.js';
import { SimulatedLab } from '../operations/simulated-lab.js';
import { experimentsOf } from '../record/experiments.js';
import { takeLock } from '../record/lock.js';
import { labPath } from './arguments.js';
import { EXIT } from './exit-codes.js';
import { Narration } from './narration.js';
import { Progress } from './progress.js';
import { StopSwitch } from './stop-switch.js';
import { formatSummary } from './summary.js';
import { Workload } from './workload.js';

export interface RunOptions {
  readonly lab: string;
  readonly campaign: string;
  readonly data: string;
  readonly seed?: string;
  readonly speed?: number;
  readonly experiments?: number;
  readonly report?: string;
}

export async function run(options: RunOptions): Promise<number> {
  const link = new SystemClock();
  const lab = await loadLab(options.lab);
  const campaign = withBudget(await loadCampaign(options.campaign, lab), options.experiments);
  const release = await takeLock(labPath(options.data, 'agent.lock'), link);
  const stop = new StopSwitch(link);
  try {
    const simulated = await openSimulation(lab, options, link);
    try {
      return await runOn(simulated, { options, lab, campaign, link, stop });
    } finally {
      await simulated?.close();
    }
  } finally {
    stop.dispose();
    await release();
  }
}

function withBudget(campaign: CampaignConfig, experiments: number | undefined): CampaignConfig {
  return experiments === undefined ? campaign : { ...campaign, budget: { ...campaign.budget, experiments } };
}

async function openSimulation(
  lab: LabConfig,
  options: RunOptions,
  link: Clock,
): Promise<SimulatedLab | undefined> {
  if (!lab.simulation) return undefined;
  const { data, seed, speed } = options;
  const wanted = {
    lab: options.lab,
    data,
    ...(seed === undefined ? {} : { seed }),
    ...(speed === undefined ? {} : { speed }),
  };
  return SimulatedLab.open(wanted, link, (text) => process.stderr.write(`${text}\n`));
}

interface Session {
  readonly options: RunOptions;
  readonly lab: LabConfig;
  readonly campaign: CampaignConfig;
  readonly link: Clock;
  readonly stop: StopSwitch;
}

async function runOn(simulated: SimulatedLab | undefined, session: Session): Promise<number> {
  const { options, lab, campaign, link, stop } = session;
  const now = link.now();
  const labClock = new LabClock(link, simulated?.descriptor.clock ?? { linkMs: now, labMs: now, factor: 1 });
  const objective = campaign.objectives[0]!;
  const workload = new Workload(campaign.budget.experiments);
  const narration = new Narration(objective.quantity, objective.unit);
  const progress = new Progress({ out: process.stdout, link, lab: labClock, narration, workload });
  for (const line of simulated ? describeLab(simulated, lab.name) : [`lab "${lab.name}"`]) progress.say(line);
  const agent = await startAgent({
    config: lab,
    configPath: options.lab,
    data: options.data,
    descriptor: simulated?.descriptor,
    link,
    campaign,
    seed: options.seed ?? String(campaign.planner.seed),
    labClock,
    signal: stop.signal,
    onTrouble: (error) => {
      progress.say(error.message);
    },
    onProgress: (jobId, share) => {
      progress.advance(jobId, share);
    },
  });
  try {
    return await follow(agent, progress, workload, session);
  } finally {
    await agent.close();
  }
}

function describeLab({ descriptor, takenUp }: SimulatedLab, name: string): string[] {
  const how = takenUp ? 'taken up' : 'started';
  const { robot, tester, broker } = descriptor.endpoints;
  return [
    `${how} "${name}" (process ${descriptor.pid}, one second is ${descriptor.clock.factor} s of lab time)`,
    `robot    ${robot}`,
    `tester   ${tester}${tester.startsWith('/') ? '' : ' (TCP: this machine has no pseudo-terminals)'}`,
    `broker   ${broker}`,
  ];
}

async function follow(
  agent: RunningAgent,
  progress: Progress,
  workload: Workload,
  { options, campaign, stop }: Session,
): Promise<number> {
  const earlier = await experimentsOf(agent.record.db, agent.campaign.id);
  const underWay = earlier.filter((experiment) => experiment.status === 'running');
  workload.alreadyEnded(spent(earlier) - underWay.length);
  for (const { id, recipe } of underWay) workload.begin(id, recipe);
  progress.say(`REST     ${agent.address}/status and ${agent.address}/health`);
  progress.say(`record   ${join(options.data, 'record.sqlite')}`);
  if (earlier.length > 0) progress.say(`goes on  ${workload.count}, ${underWay.length} under way`);
  let held = '';
  agent.record.onEvent((event) => {
    progress.see(event);
    if (event.kind !== 'campaign.state') return;
    const { state, actor, reason } = event.body;
    held = state === 'paused' && actor === 'rules' ? reason : '';
    if (held !== '' && options.experiments !== undefined) stop.pull(`held up: ${held}`);
  });
  await agent.campaign.run(stop.signal);
  progress.end();
  const report = await reportOf(agent.record, agent.campaign.id, campaign);
  show(report, options);
  if (held !== '') process.stdout.write(`held up  ${held}\n`);
  if (options.experiments === undefined && !stop.signal.aborted) {
    process.stdout.write('The campaign is through; the agent stays up for whoever looks. Ctrl-C ends it.\n');
    await stop.pulled;
  }
  return held === '' ? EXIT.ok : EXIT.failed;
}

function show(report: Report, { report: file }: RunOptions): void {
  process.stdout.write(`\n${formatSummary(report)}\n`);
  if (file === undefined) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  process.stdout.write(`report   ${file}\n`);
}
