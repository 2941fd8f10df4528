/** The simulated lab while somebody uses it: one that still runs is taken up, and it is switched on again when it dies. */
import type { LabDescriptor } from '../../config/lab-descriptor.js';
import type { Clock } from '../../core/clock.js';
import { START_MS, startLab, type SimulationOptions } from './lab-process.js';
import { isAlive, runningLab, startingLab } from './running-lab.js';

const CHECK_MS = 1000;
/** Between two attempts to switch on a lab that does not start: each costs a process. */
const LONGEST_WAIT_MS = 60_000;

export interface SimulatedLabParts {
  readonly options: SimulationOptions;
  /** Link time. */
  readonly clock: Clock;
  readonly onNotice: (text: string) => void;
  readonly start: typeof startLab;
}

export class SimulatedLab {
  private readonly unwatched = new AbortController();

  private constructor(
    private readonly parts: SimulatedLabParts,
    public descriptor: LabDescriptor,
    /** True when it ran already. */
    readonly takenUp: boolean,
  ) {}

  /** @throws {Error} with the lab's own words when it does not start */
  static async open(
    options: SimulationOptions,
    clock: Clock,
    onNotice: (text: string) => void,
    start = startLab,
  ): Promise<SimulatedLab> {
    const { data } = options;
    const running = (await runningLab(data)) ?? (await startingLab(data, clock, START_MS));
    const descriptor = running ?? (await start(options, clock));
    const lab = new SimulatedLab({ options, clock, onNotice, start }, descriptor, running !== undefined);
    void lab.watch();
    return lab;
  }

  /** Switches the lab off; resolves when it is gone. */
  async close(): Promise<void> {
    this.unwatched.abort();
    const { clock } = this.parts;
    const { pid } = this.descriptor;
    if (isAlive(pid)) process.kill(pid, 'SIGTERM');
    const deadline = clock.monotonic() + 10_000;
    while (isAlive(pid) && clock.monotonic() < deadline) await clock.sleep(50);
  }

  private async watch(): Promise<void> {
    for (let waitMs = CHECK_MS; await this.hasWaited(waitMs);) {
      const isOn = isAlive(this.descriptor.pid) || (await this.switchOnAgain());
      waitMs = isOn ? CHECK_MS : Math.min(2 * waitMs, LONGEST_WAIT_MS);
    }
  }

  /** False when the lab is not needed any more. */
  private hasWaited(ms: number): Promise<boolean> {
    return this.parts.clock.sleep(ms, this.unwatched.signal).then(
      () => true,
      () => false,
    );
  }

  /**
   * In the same lab time as before: whoever uses the lab has lived by it while the lab was off.
   * @returns whether it is on
   */
  private async switchOnAgain(): Promise<boolean> {
    const { options, clock, onNotice, start } = this.parts;
    onNotice('the simulated lab has gone; switching it on again');
    try {
      this.descriptor = await start(options, clock, this.descriptor.clock);
      return true;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      onNotice(`the simulated lab does not start: ${reason}`);
      return false;
    }
  }
}
