/**
 * The operators' line over MQTT: says how the agent, its instruments and its campaign are, and takes their requests.
 * It is a copy of what is recorded elsewhere: a dead broker never stops or fails whoever calls it.
 */
import type { Clock } from '../../core/clock.js';
import type { LinkState, Reading } from '../../drivers/instrument.js';
import type { MqttBus, MqttMessage } from '../../drivers/transports/mqtt-bus.js';
import { expectEcho } from '../../drivers/transports/mqtt-echo.js';
import { parseJson } from '../../drivers/transports/mqtt-json.js';
import { topicLevel } from '../../drivers/transports/mqtt-topic.js';
import type { Role } from '../access/role.js';
import { Announcer } from './announcer.js';
import type { Flat, Holder } from './contract/messages.js';
import type { RefusalCode } from './contract/requests.js';
import type { RequestDesk } from './request-desk.js';
import { isInstrumentLevel } from './contract/topics.js';

export interface SupervisorOptions {
  /** Made with `bridgeWill(base)` as its will. It stays its maker's: `stop` leaves it connected. */
  readonly bus: MqttBus;
  readonly base: string;
  /** Whom others find at work on this lab. */
  readonly holder: Holder;
  /** Link time. */
  readonly clock: Clock;
  /** Where requests are answered. */
  readonly desk: Pick<RequestDesk, 'answer'>;
  /** Role by login at the broker. Who is not among them may only read. */
  readonly people: Readonly<Record<string, Role>>;
  /** Everything that did not work, each once. The supervisor goes on. */
  readonly onTrouble: (error: Error) => void;
}

/** Refusals that the record tells of; the others are told here, in one line. */
const RECORDED: readonly RefusalCode[] = ['forbidden', 'not-recorded', 'failed'];

/** Characters; what is longer is no request. */
const LONGEST_REQUEST = 16_384;

export class Supervisor {
  /** What is retained; also for who listens in another way than over the broker. */
  readonly announcer: Announcer;
  private readonly availability = new Map<string, 'online' | 'offline'>();
  private ends: (() => Promise<void> | void)[] = [];
  private lastTrouble = '';

  constructor(private readonly options: SupervisorOptions) {
    const { bus, base, clock } = options;
    this.announcer = new Announcer(bus, base, clock, this.report.bind(this));
  }

  /** Connects, and keeps connecting. Resolves when operators can see and ask, or when that has to wait. */
  async start(): Promise<void> {
    const { bus, base } = this.options;
    await this.announcer.retain('bridge/holder', this.options.holder);
    await this.announcer.retain('bridge/state', { state: 'online', reason: 'started' });
    const unwatch = bus.watch(({ link, trouble }) => {
      if (trouble) this.report(trouble);
      if (link === 'up') void this.greet();
    });
    this.ends.push(unwatch);
    await this.attempt(async () => {
      this.ends.push(
        await bus.subscribe(`${base}/bridge/request/+/+`, (message) => void this.serve(message)),
      );
      if (bus.link === 'up') await this.greet();
      else await bus.connect();
    });
  }

  /** The heartbeat, to be called every 2 s; operators take three missed ones for a hang. */
  beat(health: Flat): void {
    void this.announcer.retain('bridge/health', health);
  }

  publishInstrument(id: string, state: Flat & { readonly link: LinkState }): void {
    if (!isInstrumentLevel(id)) {
      this.report(new RangeError(`'${id}' cannot be part of a topic: give the instrument another id`));
      return;
    }
    const availability = state.link === 'up' ? 'online' : 'offline';
    void this.announcer.retain(`${id}/state`, state);
    if (this.availability.get(id) === availability) return;
    this.availability.set(id, availability);
    void this.announcer.retain(`${id}/availability`, { state: availability });
  }

  publishCampaign(state: Flat & { readonly state: string }): void {
    void this.announcer.retain('campaign/state', state);
  }

  publishLab(state: Flat & { readonly state: 'open' | 'maintenance' }): void {
    void this.announcer.retain('lab/state', state);
  }

  /** How an experiment under way stands. */
  publishExperiment(id: string, state: Flat): void {
    void this.announcer.retain(`experiment/${id}`, state);
  }

  retractExperiment(id: string): void {
    void this.announcer.retract(`experiment/${id}`);
  }

  /** What an instrument measures now; its name is its vendor's, and becomes one level (`channel/3/voltage`: `channel.3.voltage`). */
  publishReading(instrument: string, { name, value, unit, atMs }: Reading): void {
    const at = new Date(atMs).toISOString();
    void this.announcer.retain(`${instrument}/reading/${topicLevel(name)}`, { value, unit }, at);
  }

  publishQueue(state: Flat & { readonly uid: string }): void {
    void this.announcer.retain('queue/state', state);
  }

  /** @param proposal undefined when it waits no more */
  publishProposal(id: string, proposal: Flat | undefined): void {
    void (proposal
      ? this.announcer.retain(`proposal/${id}`, proposal)
      : this.announcer.retract(`proposal/${id}`));
  }

  /** @param target name of an instrument, or `lab` */
  publishLock(target: string, lock: Flat): void {
    void this.announcer.retain(`lock/${target}`, lock);
  }

  retractLock(target: string): void {
    void this.announcer.retract(`lock/${target}`);
  }

  publishPrompt(id: string, prompt: Flat): void {
    void this.announcer.retain(`prompt/${id}`, prompt);
  }

  /** The question is answered, or was never asked by the record that is open now. */
  retractPrompt(id: string): void {
    void this.announcer.retract(`prompt/${id}`);
  }

  publishAlarm(id: string, alarm: Flat): void {
    void this.announcer.retain(`alarm/${id}`, alarm);
  }

  /** The alarm is normal again. */
  retractAlarm(id: string): void {
    void this.announcer.retract(`alarm/${id}`);
  }

  /**
   * @param at when it happened, ISO-8601 UTC; now, unless it is old news
   * @returns whether the broker has it; if not, repeating it is up to the caller
   */
  publishEvent(kind: string, body: Flat, at?: string): Promise<boolean> {
    return this.announcer.tell(`event/${kind}`, this.announcer.stamped(body, at));
  }

  /** Says that the agent goes, and takes no more requests. */
  async stop(): Promise<void> {
    for (const end of this.ends.splice(0)) await this.attempt(end);
    await this.announcer.retain('bridge/state', { state: 'offline', reason: 'stopped' });
  }

  /** After every connection: all that is retained, and whether the broker lets us be heard. */
  private async greet(): Promise<void> {
    const { bus, base, clock } = this.options;
    this.lastTrouble = '';
    await this.announcer.repeat();
    const echo = JSON.stringify(this.announcer.stamped({}));
    await this.attempt(() => expectEcho(bus, clock, `${base}/bridge/echo`, echo));
  }

  /** The login is in the topic, where the broker has made sure of it. */
  private async serve({ topic, text, retained }: MqttMessage): Promise<void> {
    const { base, people, bus, desk } = this.options;
    const [verb = '', login = ''] = topic.slice(`${base}/bridge/request/`.length).split('/');
    const role = (Object.hasOwn(people, login) && people[login]) || 'viewer';
    const asker = { name: login, role, via: 'mqtt', from: bus.name } as const;
    const message = text.length > LONGEST_REQUEST ? undefined : parseJson(text);
    const answer = await desk.answer({ verb, message, retained }, asker);
    if (!answer.ok && !RECORDED.includes(answer.code))
      this.report(new Error(`'${verb}' of ${login} was refused: ${answer.code}, ${answer.message}`));
    await this.announcer.tell(`bridge/response/${verb}/${login}`, this.announcer.stamped(answer));
  }

  private async attempt(act: () => Promise<void> | void): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.report(error as Error);
    }
  }

  /** A broker that stays away is one trouble, not one for every attempt to reach it. */
  private report(error: Error): void {
    if (error.message === this.lastTrouble) return;
    this.lastTrouble = error.message;
    this.options.onTrouble(error);
  }
}
