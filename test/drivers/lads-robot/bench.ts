/** A simulated robot in a room in memory, and drivers for it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LabClock, SystemClock } from '../../../core/clock.js';
import { seededRng } from '../../../core/rng.js';
import { LadsRobot, type LadsRobotOptions } from '../../../drivers/lads-robot/driver.js';
import { faultRates } from '../../../simulators/faults/catalogue.js';
import { FaultChance } from '../../../simulators/faults/fault-chance.js';
import { startRobot, type Robot, type RobotOptions } from '../../../simulators/robot/robot.js';
import { MemoryRoom } from '../../contracts/memory-room.js';
import { FORMULATION } from './tasks.js';

export const link = new SystemClock();

const NOMINAL = { qn: 1, qp: 1, bet: 1, sei: 1, crack: 1, r: 1, fill: 1 };

export class RobotBench {
  readonly room = new MemoryRoom();
  private readonly folder = mkdtempSync(join(tmpdir(), 'lads-robot-'));
  private robot: Robot | undefined;
  private port = 0;

  constructor() {
    this.room.vials.set('vial-stock', {
      id: 'vial-stock',
      formulation: FORMULATION,
      volumeL: 0.01,
      turbidity: 0,
    });
  }

  get endpoint(): string {
    return `opc.tcp://127.0.0.1:${this.port}`;
  }

  /** Starts the robot, the second time on the port of the first. */
  async start(options: Partial<RobotOptions> = {}): Promise<void> {
    this.robot = await startRobot({
      room: this.room,
      clock: new LabClock(link, { linkMs: link.now(), labMs: 0, factor: 2000 }),
      rng: seededRng('bench'),
      host: '127.0.0.1',
      port: this.port,
      pkiFolder: join(this.folder, 'server'),
      user: 'interphase',
      password: 'right',
      faults: new FaultChance(faultRates(0)),
      solubility: () => ({ dissolved: true, margin: 0.5, reasons: [] }),
      variation: () => NOMINAL,
      durations: { formulate: 120, assemble: 300_000, transfer: 60 },
      ...options,
    });
    this.port = Number(new URL(this.robot.endpoint).port);
  }

  async stop(): Promise<void> {
    await this.robot?.close();
    this.robot = undefined;
  }

  /** @param user `anonymous` sends neither name nor password */
  driver({ user, ...options }: Partial<LadsRobotOptions> = {}): LadsRobot {
    return new LadsRobot({
      id: 'robot-1',
      endpoint: this.endpoint,
      security: 'SignAndEncrypt',
      ...(user !== 'anonymous' && { user: 'interphase', password: 'right' }),
      pkiFolder: join(this.folder, 'client'),
      trust: 'simulated',
      clock: link,
      ...options,
    });
  }

  executions(jobId: string): number {
    return this.room.begun.filter((begun) => begun === jobId).length;
  }

  async close(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Looks every 20 ms until it is so; bounded by the deadline of the test. */
export async function eventually(isSo: () => boolean): Promise<void> {
  while (!isSo()) await link.sleep(20);
}
