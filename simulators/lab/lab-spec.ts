/** What a simulated lab is made of: plain data, as it travels to the instruments' processes. */
import type { Rights } from '../broker/broker.js';
import type { FaultRates } from '../faults/catalogue.js';
import type { Injection } from '../faults/injection.js';

/** A fault that comes at a stated time. */
export interface Scheduled {
  /** Lab time, as a lab file writes it. */
  readonly at: string;
  readonly member: LabMember;
  readonly injection: Injection;
}

/** An instrument at the broker. */
export interface MqttPeer {
  readonly baseTopic: string;
  readonly username: string;
  readonly password: string;
}

export interface LabSpec {
  readonly dataFolder: string;
  readonly seed: string;
  /** Chooses the hidden chemistry. */
  readonly world: string;
  readonly host: string;
  readonly robot: {
    readonly user: string;
    readonly password: string;
    readonly security: 'SignAndEncrypt' | 'None';
  };
  /** Who may log on at the lab's own broker, and to what. */
  readonly broker: {
    readonly credentials: Readonly<Record<string, string>>;
    readonly rights: Readonly<Record<string, Rights>>;
  };
  readonly channels: number;
  /** The characterisation station on the broker. */
  readonly station: MqttPeer;
  /** The computing service; a lab may be without one. */
  readonly source?: MqttPeer;
  /** A broker that runs already; without it the lab runs one of its own. */
  readonly brokerUrl?: string;
  readonly faults: FaultRates;
  readonly schedule: readonly Scheduled[];
  /** Cell-to-cell variation: 1 for cells made by a robot. */
  readonly variationScale: number;
  /** Amounts on the shelf at the first start, by item; an item that is not named never runs out. */
  readonly stock: Readonly<Record<string, number>>;
  /** Where each instrument listened before (0: any free port). */
  readonly ports: Readonly<Partial<Record<LabMember, number>>>;
}

/** The processes of the lab, in the order in which they start. */
export const LAB_MEMBERS = ['broker', 'robot', 'tester', 'station', 'source'] as const;
export type LabMember = (typeof LAB_MEMBERS)[number];

/** Where each member listens. */
export type LabEndpoints = Readonly<Record<Exclude<LabMember, 'source'>, string> & { source?: string }>;

/** From the lab to an instrument's process: what to be. */
export interface Begin {
  readonly lab: 'begin';
  readonly member: LabMember;
  readonly spec: LabSpec;
  readonly anchor: { readonly linkMs: number; readonly labMs: number; readonly factor: number };
  /** Lab time at which the lab first started, ms since the epoch. */
  readonly originMs: number;
  /** Where the members that started before listen. */
  readonly endpoints: Readonly<Partial<Record<LabMember, string>>>;
}

/** From the lab to an instrument's process: this fault strikes you now. */
export interface Strike {
  readonly lab: 'strike';
  readonly injection: Injection;
}

/** From an instrument's process to the lab. */
export type FromMember =
  | { readonly lab: 'ready'; readonly endpoint: string }
  | { readonly lab: 'failed'; readonly message: string }
  | { readonly lab: 'notice'; readonly text: string };
