/** Who is signed in, and what the agent tells whoever is. */
import { AskError, get, post, SIGN_IN } from './ask.js';
import type { Role, VerbRule } from './verbs.js';

export interface Session {
  readonly user: string;
  readonly role: Role;
  /** The verbs that this agent knows. */
  readonly verbs: readonly VerbRule[];
  readonly lab: LabFacts;
}

/** As the agent tells whoever asks. */
interface Me {
  readonly name: string;
  readonly role: Role;
}

export interface LabFacts {
  readonly name: string;
  /** How many seconds of lab time pass in one; 1 in a real lab. */
  readonly labFactor: number;
  /** Of the cycling tester. */
  readonly channels: number;
}

/** Undefined when nobody is signed in. @throws {AskError} the agent did not answer */
export async function currentSession(): Promise<Session | undefined> {
  try {
    // At once: on a network each answer waited for is a round trip before anything of the lab is seen.
    const [me, verbs, lab] = await Promise.all([
      get<Me>('me'),
      get<readonly VerbRule[]>('verbs'),
      get<LabFacts>('lab'),
    ]);
    return { user: me.name, role: me.role, verbs, lab };
  } catch (error) {
    if (error instanceof AskError && error.status === 401) return undefined;
    throw error;
  }
}

/** Whether what this page asks still goes out under the same name and role: another tab may have signed in as somebody else. */
export async function isStillHere({ user, role }: Pick<Session, 'user' | 'role'>): Promise<boolean> {
  const me = await get<Me>('me');
  return me.name === user && me.role === role;
}

/** @throws {AskError} wrong name or password, or too many tries */
export async function signIn(user: string, password: string): Promise<void> {
  await post(SIGN_IN, { user, password });
}

export async function signOut(): Promise<void> {
  await post('sign-out', {});
}
