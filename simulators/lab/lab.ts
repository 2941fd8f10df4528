/**
 * The simulated lab: one room, and every instrument in a process of its own, so that each can lose its power alone.
 * An instrument that dies is switched on again after a moment, as a person or a watchdog would.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Clock, ClockAnchor } from '../../core/clock.js';
import type { Injection } from '../faults/injection.js';
import { portsOf } from './lab-from-config.js';
import type { LabRoom } from './lab-room.js';
import type { StruckBy } from './journal.js';
import { removeLink } from '../cycler/tty-link.js';
import {
  LAB_MEMBERS,
  type Begin,
  type FromMember,
  type LabEndpoints,
  type LabMember,
  type LabSpec,
  type Strike,
} from './lab-spec.js';
import { serveRoom } from './room-link.js';

const RESTART_MS = 2000;
/** A busy computer may take seconds to tell instruments that their lab is gone. */
const START_TRIES = 4;
const STOP_MS = 5000;
const memberScript = fileURLToPath(new URL(`./member${extname(import.meta.url)}`, import.meta.url));

export interface LabParts {
  readonly spec: LabSpec;
  readonly room: LabRoom;
  readonly anchor: ClockAnchor;
  readonly link: Clock;
  readonly onNotice: (text: string) => void;
}

export class Lab {
  private readonly children = new Map<LabMember, ChildProcess>();
  private readonly endpoints: Partial<Record<LabMember, string>> = {};
  private stopping = false;

  constructor(private readonly parts: LabParts) {}

  /** Starts every member; resolves with where each listens. */
  async start(): Promise<LabEndpoints> {
    await Promise.all([this.switchOnFirst('robot'), this.switchOnFirst('tester'), this.startOverBroker()]);
    return this.endpoints as LabEndpoints;
  }

  /** The broker first: who speaks over it must know where it is. */
  private async startOverBroker(): Promise<void> {
    const { brokerUrl, source } = this.parts.spec;
    if (brokerUrl === undefined) await this.switchOnFirst('broker');
    else this.endpoints.broker = brokerUrl;
    const others: LabMember[] = source === undefined ? ['station'] : ['station', 'source'];
    await Promise.all(others.map((member) => this.switchOn(member)));
  }

  /** Brings a fault about now. @returns false when its instrument has no power: then it strikes nothing */
  strike(member: LabMember, injection: Injection, by: StruckBy): boolean {
    const child = this.children.get(member);
    if (!child?.connected || this.endpoints[member] === undefined) return false;
    this.parts.room.write(member, { kind: 'fault.struck', by, injection });
    if (injection.fault === 'power-loss') child.kill('SIGKILL');
    else child.send({ lab: 'strike', injection } satisfies Strike);
    return true;
  }

  /** Switches everything off in good order: the broker last, since instruments take their leave over it. */
  async stop(): Promise<void> {
    this.stopping = true;
    const others = LAB_MEMBERS.filter((member) => member !== 'broker');
    await Promise.all(others.map((member) => this.switchOff(member)));
    await this.switchOff('broker');
    this.parts.room.write('lab', { kind: 'lab.stopped' });
  }

  /** Who holds its address is most likely itself: instruments of a lab that was just killed notice it a moment later. */
  private async switchOnFirst(member: LabMember, triesLeft = START_TRIES - 1): Promise<void> {
    const { link, onNotice } = this.parts;
    try {
      await this.switchOn(member);
    } catch (error) {
      if (triesLeft === 0 || !(error instanceof Error && error.message.includes('EADDRINUSE'))) throw error;
      onNotice(`${error.message}; once more in ${RESTART_MS / 1000} s`);
      await link.sleep(RESTART_MS);
      await this.switchOnFirst(member, triesLeft - 1);
    }
  }

  private async switchOn(member: LabMember): Promise<void> {
    const child = fork(memberScript, [member], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.children.set(member, child);
    serveRoom(child, this.parts.room.for(member));
    const ready = this.readiness(member, child);
    child.once('exit', (code, signal) => {
      this.lost(member, signal ?? `exit ${code ?? 0}`);
    });
    // A word to a child that has just died fails here; what its death means is told by its exit.
    child.on('error', (error) => {
      this.parts.onNotice(`${member}: ${error.message}`);
    });
    const { spec, anchor, room } = this.parts;
    child.send({
      lab: 'begin',
      member,
      spec: this.withPorts(spec),
      anchor,
      originMs: room.state.originMs,
      endpoints: this.endpoints,
    } satisfies Begin);
    this.endpoints[member] = await ready;
    this.parts.room.write(member, { kind: 'instrument.started' });
  }

  private readiness(member: LabMember, child: ChildProcess): Promise<string> {
    return new Promise((resolve, reject) => {
      child.on('message', (message) => {
        const said = message as FromMember | { lab?: undefined };
        if (said.lab === 'ready') resolve(said.endpoint);
        else if (said.lab === 'failed') reject(new Error(`${member}: ${said.message}`));
        else if (said.lab === 'notice') this.parts.onNotice(`${member}: ${said.text}`);
      });
      child.once('exit', (code) => {
        reject(new Error(`${member}: its process ended with ${code ?? 'a signal'} before it was ready`));
      });
    });
  }

  /** An instrument keeps its address over a restart, or nobody would find it again. */
  private withPorts(spec: LabSpec): LabSpec {
    return { ...spec, ports: { ...spec.ports, ...portsOf(this.endpoints) } };
  }

  private lost(member: LabMember, how: string): void {
    if (this.stopping || this.endpoints[member] === undefined) return;
    const { room, link, onNotice } = this.parts;
    // The number of its terminal goes to whoever opens one next: nobody may find another tester behind this name.
    if (member === 'tester') removeLink(this.endpoints[member]);
    room.powerLost(member, how);
    onNotice(`${member} lost its power (${how}); on again in ${RESTART_MS / 1000} s`);
    void link
      .sleep(RESTART_MS)
      .then(() => (this.stopping ? undefined : this.switchOn(member)))
      .catch((error: unknown) => {
        // Its process ends then, and is started again for that reason.
        onNotice(`${member} did not come back: ${String(error)}`);
      });
  }

  private async switchOff(member: LabMember): Promise<void> {
    const child = this.children.get(member);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise<boolean>((resolve) => {
      child.once('exit', () => {
        resolve(true);
      });
    });
    child.kill('SIGTERM');
    const late = this.parts.link.sleep(STOP_MS).then(() => false);
    if (await Promise.race([exited, late])) return;
    this.parts.onNotice(`${member} did not end within ${STOP_MS / 1000} s and was killed`);
    child.kill('SIGKILL');
  }
}
