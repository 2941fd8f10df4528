/**
 * One event to the broker, however often it takes. Order is kept by never having two under way, and an event that the
 * broker will not take does not hold up the others: after some tries a few words in its place are sent instead.
 */
import type { LabEvent } from '../record/lab-event.js';
import type { Waiting } from './waiting.js';

/** Where events go. Both resolve to whether the broker has acknowledged the message. */
export interface EventLine {
  readonly isUp: boolean;
  publish(event: LabEvent): Promise<boolean>;
  /** Sends the event's id, kind and subject alone, on a topic of its own. */
  withhold(event: LabEvent): Promise<boolean>;
}

/** Tries before an event is withheld. More than a flapping link fails at one event; about half a minute when all are refused. */
export const TRIES = 10;
export const RETRY_MS = 1000;
/** How long the broker may take to acknowledge, link time. A dead link is noticed sooner, by its keep-alive. */
export const ACKNOWLEDGE_MS = 30_000;

export class Delivery {
  constructor(
    private readonly line: EventLine,
    private readonly waiting: Waiting,
    private readonly onTrouble: (error: Error) => void,
    private readonly onWithheld: (event: LabEvent) => void,
  ) {}

  /**
   * @param mayGoOn resolves when there is a link (true) or when to give up (false)
   * @returns whether the broker has the event, or the words in its place
   */
  async deliver(event: LabEvent, mayGoOn: () => Promise<boolean>): Promise<boolean> {
    for (let tries = 1; await mayGoOn(); tries++) {
      if (await this.send(event, tries)) return true;
      await this.waiting.pause(RETRY_MS);
    }
    return false;
  }

  /**
   * Words in place of the event go out at every other try only, and count only when the broker takes them: a line that
   * takes nothing at all is no fault of this event, which then waits for a better one.
   */
  private async send(event: LabEvent, tries: number): Promise<boolean> {
    const inItsPlace = tries > TRIES && (tries - TRIES) % 2 === 1;
    const taken = await this.acknowledged(
      inItsPlace ? this.line.withhold(event) : this.line.publish(event),
      event,
    );
    if (taken && inItsPlace) this.onWithheld(event);
    return taken;
  }

  private async acknowledged(publishing: Promise<boolean>, { seq }: LabEvent): Promise<boolean> {
    const told = publishing.catch((cause: unknown) => {
      this.onTrouble(new Error(`event ${seq} was not published; it is tried again`, { cause }));
      return false;
    });
    const late = this.waiting.pause(ACKNOWLEDGE_MS).then(() => false);
    const taken = await Promise.race([told, late]);
    this.waiting.cutShort();
    return taken;
  }
}
