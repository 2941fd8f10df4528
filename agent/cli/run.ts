/** One run of the agent, from reading the configuration to the summary. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CampaignConfig } from '../../config/campaign.js';
import { loadCampaign, loadLab } from '../../config/load.js';
import { spent } from '../campaign/history.js';
import { reportOf, type Report } from '../campaign/report.js';
import { startAgent, type RunningAgent } from '../main.js';
import type { SimulatedLab } from '../operations/simulated-lab.js';
import { experimentsOf } from '../record/experiments.js';
import { EXIT } from './exit-codes.js';
import { setupOf, withLab, type HeldLab } from './held-lab.js';
import { Narration } from './narration.js';
import { Progress } from './progress.js';
import type { StopSwitch } from './stop-switch.js';
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
  const config = await loadLab(options.lab);
  const campaign = withBudget(await loadCampaign(options.campaign, config), options.experiments);
  return withLab(config, options, (lab) => runOn(lab, { options, campaign }));
}

function withBudget(campaign: CampaignConfig, experiments: number | undefined): CampaignConfig {
  return experiments === undefined ? campaign : { ...campaign, budget: { ...campaign.budget, experiments } };
}

interface Session {
  readonly options: RunOptions;
  readonly campaign: CampaignConfig;
}

async function runOn(lab: HeldLab, session: Session): Promise<number> {
  const { config, simulated, link, labClock, stop } = lab;
  const { campaign } = session;
  const workload = new Workload(campaign.budget.experiments);
  const narration = new Narration(campaign.objectives);
  const progress = new Progress({ out: process.stdout, link, lab: labClock, narration, workload });
  for (const line of simulated ? describeLab(simulated, config.name) : [`lab "${config.name}"`])
    progress.say(line);
  const onTrouble = (error: Error): void => {
    progress.say(error.message);
  };
  const onProgress = (jobId: string, share: number): void => {
    progress.advance(jobId, share);
  };
  const agent = await startAgent(setupOf(lab, campaign, { onTrouble, onProgress }));
  try {
    return await follow(agent, progress, workload, { ...session, stop });
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
  { options, campaign, stop }: Session & { readonly stop: StopSwitch },
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
