/** A lab that one command holds: its data folder is locked, its simulation (if it is one) runs, and Ctrl-C is heard. */
import type { LabConfig } from '../../config/lab.js';
import { LabClock, SteadyClock, SystemClock, type Clock } from '../../core/clock.js';
import type { SimulationOptions } from '../operations/lab-process.js';
import { SimulatedLab } from '../operations/simulated-lab.js';
import { takeLock } from '../record/lock.js';
import type { AgentSetup } from '../setup.js';
import { labPath } from './arguments.js';
import type { CampaignFile } from './campaign-file.js';
import { StopSwitch } from './stop-switch.js';

export interface HeldLab {
  readonly options: SimulationOptions;
  readonly config: LabConfig;
  /** Absent when the lab is real. */
  readonly simulated: SimulatedLab | undefined;
  readonly link: Clock;
  readonly labClock: Clock;
  readonly stop: StopSwitch;
}

/** Lends the lab to `work` and gives everything up in reverse order afterwards, whatever happened. */
export async function withLab<T>(
  config: LabConfig,
  options: SimulationOptions,
  work: (lab: HeldLab) => Promise<T>,
): Promise<T> {
  const link = new SystemClock();
  const release = await takeLock(labPath(options.data, 'agent.lock'), link);
  const stop = new StopSwitch(link);
  try {
    const simulated = config.simulation && (await SimulatedLab.open(options, link, tell));
    const labClock = simulated ? new LabClock(new SteadyClock(), simulated.descriptor.clock) : link;
    try {
      return await work({ options, config, simulated, link, labClock, stop });
    } finally {
      await simulated?.close();
    }
  } finally {
    stop.dispose();
    await release();
  }
}

type Listeners = Pick<AgentSetup, 'onTrouble' | 'onProgress'>;

/** What an agent on this lab is started with. */
export function setupOf(lab: HeldLab, file: CampaignFile, listeners: Listeners): AgentSetup {
  const { options, config, simulated, link, labClock, stop } = lab;
  return {
    config,
    configPath: options.lab,
    data: options.data,
    descriptor: simulated?.descriptor,
    link,
    campaign: file.config,
    campaignFolder: file.folder,
    tables: file.tables,
    seed: options.seed ?? String(file.config.planner.seed),
    labClock,
    signal: stop.signal,
    ...listeners,
  };
}

function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}
