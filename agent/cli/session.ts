/** One session of the agent on a lab that is held: begins or takes up a campaign, tells what happens, sums it up. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import type { CampaignConfig } from '../../config/campaign.js';
import { heldByPerson, heldUp } from '../campaign/hold.js';
import { spent } from '../campaign/history.js';
import { reportOf, type Report } from '../campaign/report.js';
import { startAgent, type RunningAgent } from '../main.js';
import { announceRest, retractRest } from '../rest/rest-address.js';
import type { SimulatedLab } from '../operations/simulated-lab.js';
import { experimentsOf } from '../record/experiments.js';
import type { CampaignFile } from './campaign-file.js';
import { EXIT } from './exit-codes.js';
import { wayIn } from './way-in.js';
import { setupOf, type HeldLab } from './held-lab.js';
import { Narration } from './narration.js';
import { Progress } from './progress.js';
import type { RunOptions } from './run.js';
import type { StopSwitch } from './stop-switch.js';
import { formatSummary } from './summary.js';
import { Workload } from './workload.js';

export interface Session {
  readonly options: RunOptions;
  readonly campaign: CampaignFile;
}

export async function runOn(lab: HeldLab, session: Session): Promise<number> {
  const { config, simulated, link, labClock, stop } = lab;
  const campaign = session.campaign.config;
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
  const agent = await startAgent(setupOf(lab, session.campaign, { onTrouble, onProgress }));
  const { data } = session.options;
  try {
    announceRest(data, agent.address);
    for (const line of await wayIn(data, agent.address, link)) progress.say(line);
    return await follow(agent, progress, workload, { options: session.options, campaign, stop });
  } finally {
    retractRest(data);
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

interface Following {
  readonly options: RunOptions;
  readonly campaign: CampaignConfig;
  readonly stop: StopSwitch;
}

async function follow(
  agent: RunningAgent,
  progress: Progress,
  workload: Workload,
  { options, campaign, stop }: Following,
): Promise<number> {
  const earlier = await experimentsOf(agent.record.db, agent.campaign.id);
  const underWay = earlier.filter((experiment) => experiment.status === 'running');
  workload.alreadyEnded(spent(earlier) - underWay.length);
  for (const { id, recipe } of underWay) workload.begin(id, recipe);
  progress.say(`record   ${join(options.data, 'record.sqlite')}`);
  if (earlier.length > 0) progress.say(`goes on  ${workload.count}, ${underWay.length} under way`);
  await resumeOrTell(agent, progress, options);
  let held: string | undefined;
  agent.record.onEvent((event) => {
    progress.see(event);
    if (event.kind === 'campaign.state') held = heldUp(event)?.reason;
    // Nobody is expected to resume a run of so many experiments; what is under way comes to its end first.
    if (held !== undefined && options.experiments !== undefined && workload.isIdle)
      stop.pull(`held up: ${held}`);
  });
  await agent.run(stop.signal);
  progress.end();
  const report = await reportOf(agent.record, agent.campaign.id, campaign);
  show(report, options);
  if (held !== undefined) process.stdout.write(`held up  ${held}\n`);
  if (options.experiments === undefined && !stop.signal.aborted) {
    process.stdout.write('The campaign is through; the agent stays up for whoever looks. Ctrl-C ends it.\n');
    await stop.pulled;
  }
  return held === undefined ? EXIT.ok : EXIT.failed;
}

/** What a person said before this start holds, until somebody takes it back. */
async function resumeOrTell(
  { campaign, record }: RunningAgent,
  progress: Progress,
  options: RunOptions,
): Promise<void> {
  const hold = await heldByPerson(record, campaign.id);
  if (!hold) return;
  if (options.resume) return campaign.resume(userInfo().username);
  progress.say(
    `${hold.state.padEnd(8)} by ${hold.actor}: ${hold.reason}; resume it on the page, over MQTT or REST, or start with --resume`,
  );
}

function show(report: Report, { report: file }: RunOptions): void {
  process.stdout.write(`\n${formatSummary(report)}\n`);
  if (file === undefined) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  process.stdout.write(`report   ${file}\n`);
}
