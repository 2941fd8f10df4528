/** Runs the whole lab unattended for some lab days, faults included, and reports what came of it. */
import { join } from 'node:path';
import type { CampaignConfig } from '../../../config/campaign.js';
import { loadLabToStart } from '../../../config/elsewhere.js';
import { channelCount } from '../../../config/lab.js';
import { withChannels } from '../../../config/lab-size.js';
import { isWhole } from '../../audit/audit.js';
import { firstStartMs } from '../../audit/auditable.js';
import { readJournal } from '../../audit/journal.js';
import { startAgent, type RunningAgent } from '../../main.js';
import type { SimulationOptions } from '../../operations/lab-process.js';
import { describedLab } from '../../operations/running-lab.js';
import { experimentsOf } from '../../record/experiments.js';
import { openCampaignFile, type CampaignFile } from '../campaign-file.js';
import { EXIT } from '../exit-codes.js';
import { setupOf, withLab, type HeldLab } from '../held-lab.js';
import { refuseReal } from '../simulated-only.js';
import { MonthProgress } from './month-progress.js';
import { monthReport, type MonthReport } from './month-report.js';
import { writeReport } from './write-report.js';

const DAY_MS = 86_400_000;
const LOOK_MS = 1000;
/** The time is the budget; the campaign never ends by itself before. */
const EXPERIMENTS = 100_000;

export interface MonthOptions extends SimulationOptions {
  readonly campaign: string;
  /** Lab days from the agent's first start on this data folder. */
  readonly days: number;
  readonly json?: boolean;
  readonly report?: string;
}

/** @throws {ConfigError} when the lab is real; {Error} when its data folder holds a run with another seed */
export async function month(options: MonthOptions): Promise<number> {
  const lab = withChannels(await loadLabToStart(options.lab, process.env), options.channels);
  const channels = channelCount(lab);
  const opened = await openCampaignFile(options.campaign, lab);
  const campaign = { ...opened, config: unattended(opened.config, channels) };
  refuseReal(lab, options.lab);
  refuseOtherSeed(options);
  return withLab(lab, options, async (held) => {
    const report = await spend(held, campaign, { ...options, channels });
    writeReport(report, options);
    return isWhole(report.audit) && report.heldUp === '' ? EXIT.ok : EXIT.failed;
  });
}

function unattended(campaign: CampaignConfig, channels: number): CampaignConfig {
  return { ...campaign, budget: { ...campaign.budget, experiments: EXPERIMENTS, inFlight: channels } };
}

function refuseOtherSeed({ data, seed }: MonthOptions): void {
  const earlier = describedLab(data)?.seed;
  if (seed === undefined || earlier === undefined || earlier === seed) return;
  throw new Error(
    `${data} holds a run with seed ${earlier}, asked for was ${seed}: name another --data folder, or go on without --seed`,
  );
}

async function spend(
  held: HeldLab,
  campaign: CampaignFile,
  { data, days, channels }: { data: string; days: number; channels: number },
): Promise<MonthReport> {
  const agent = await startAgent(setupOf(held, campaign, { onTrouble: tell, onProgress: () => undefined }));
  try {
    const { record } = agent;
    const { id: campaignId } = agent.campaign;
    const startMs = await firstStartMs(record.db);
    const progress = await progressOf(agent, held, { startMs, days });
    void endWhenOver(agent, held, startMs + days * DAY_MS);
    const [heldUp] = await Promise.all([runOn(agent, held), progress.follow(held.stop.signal)]);
    const period = { fromMs: startMs, toMs: held.labClock.now() };
    const seed = held.simulated?.descriptor.seed ?? '';
    const journal = readJournal(join(data, 'lab-journal.ndjson'));
    const { config } = campaign;
    return await monthReport({
      record,
      campaignId,
      campaign: config,
      journal,
      period,
      channels,
      seed,
      heldUp,
    });
  } finally {
    await agent.close();
  }
}

async function progressOf(
  { campaign, record }: RunningAgent,
  { link, labClock: lab, simulated }: HeldLab,
  { startMs, days }: { startMs: number; days: number },
): Promise<MonthProgress> {
  const { factor = 1 } = simulated?.descriptor.clock ?? {};
  const underWay = (): number => campaign.underWay;
  const progress = new MonthProgress({ out: process.stderr, link, lab, factor, startMs, days, underWay });
  progress.alreadyEnded((await experimentsOf(record.db, campaign.id)).map(({ status }) => status));
  record.onEvent((event) => {
    progress.see(event);
  });
  return progress;
}

function tell(error: Error): void {
  process.stderr.write(`${error.message}\n`);
}

/** Resolves with why the rules held the campaign up, empty when they did not; nobody is there to resume it. */
async function runOn({ campaign, record }: RunningAgent, { stop }: HeldLab): Promise<string> {
  let heldUp = '';
  record.onEvent((event) => {
    if (event.kind !== 'campaign.state' || event.body.actor !== 'rules') return;
    heldUp = event.body.state === 'paused' ? event.body.reason : '';
  });
  await campaign.run(stop.signal);
  if (!stop.signal.aborted) stop.pull('nothing is left to do');
  return heldUp;
}

/** The end of the period, or of everything that can still happen in it. */
async function endWhenOver(
  { campaign }: RunningAgent,
  { link, labClock, stop }: HeldLab,
  endMs: number,
): Promise<void> {
  while (!stop.signal.aborted) {
    if (labClock.now() >= endMs) stop.pull('the time is over');
    else if (campaign.isPaused && campaign.underWay === 0) stop.pull('the campaign is held up');
    await link.sleep(LOOK_MS);
  }
}
