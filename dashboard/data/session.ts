/** Who is signed in. */
import { AskError, get, post, send } from './ask.js';
import type { Role, VerbRule } from './verbs.js';

export interface Session {
  readonly user: string;
  readonly role: Role;
  /** The verbs that this agent knows. */
  readonly verbs: readonly VerbRule[];
  /** How many seconds of lab time pass in one; 1 in a real lab. */
  readonly labFactor: number;
  readonly lab: string;
  /** Of the cycling tester. */
  readonly channels: number;
}

/** Undefined when nobody is signed in. @throws {AskError} the agent did not answer */
export async function currentSession(): Promise<Session | undefined> {
  try {
    return await get<Session>('session');
  } catch (error) {
    if (error instanceof AskError && error.status === 401) return undefined;
    throw error;
  }
}

/** @throws {AskError} wrong name or password, or too many tries */
export async function signIn(user: string, password: string): Promise<void> {
  await post('session', { user, password });
}

export async function signOut(): Promise<void> {
  await send('DELETE', 'session');
}
