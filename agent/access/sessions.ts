/**
 * Sessions of people who have signed in. They live in memory: a restart of the agent ends them, and nothing that opens
 * the door lies on a disk. OWASP: an id of 64 bits of chance or more, an end without use and an end in any case.
 */
import type { Clock } from '../../core/clock.js';
import { hashSecret, makeSecret } from './secret.js';

/** Ends after so long without a request, and after so long whatever happens. */
export const SESSION_MS = { idle: 60 * 60_000, absolute: 12 * 60 * 60_000 };
const MOST_SESSIONS = 1000;

export interface Session {
  /** Null: came in by a link that was for nobody in particular. */
  readonly user: string | null;
  /** Of the user's password when the session began; the session ends with it. */
  readonly since: string;
  readonly startedMs: number;
  seenMs: number;
}

export class Sessions {
  /** By the hash of the id: finding one takes as long whatever was guessed right. */
  private readonly sessions = new Map<string, Session>();

  constructor(private readonly clock: Clock) {}

  /** @returns the id, to be given to the browser and nobody else */
  begin(user: string | null, since: string): string {
    const id = makeSecret();
    const nowMs = this.clock.monotonic();
    this.sessions.set(hashSecret(id), { user, since, startedMs: nowMs, seenMs: nowMs });
    const [oldest] = this.sessions.keys();
    if (this.sessions.size > MOST_SESSIONS) this.sessions.delete(oldest!);
    return id;
  }

  /** The session, unless it is over. @param isUse false for what a page does by itself */
  find(id: string, isUse = true): Session | undefined {
    const nowMs = this.clock.monotonic();
    const session = this.sessions.get(hashSecret(id));
    if (!session) return undefined;
    const { startedMs, seenMs } = session;
    if (nowMs - startedMs >= SESSION_MS.absolute || nowMs - seenMs >= SESSION_MS.idle) {
      this.end(id);
      return undefined;
    }
    if (isUse) session.seenMs = nowMs;
    return session;
  }

  end(id: string): void {
    this.sessions.delete(hashSecret(id));
  }
}
