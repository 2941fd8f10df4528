/** What a reader can ask of the agent: each request goes out once, with its own transaction, and is answered or forgotten. */
import type { ReadonlySignal } from '@preact/signals';
import { post } from './ask.js';
import { canAct, canStop, type Contact } from './contact.js';

/** Values of a recipe by name. */
export type Values = Readonly<Record<string, string | number>>;
export type VerbFields = Readonly<Record<string, string | number | Values>>;

/** Least to most; each may do what the ones before it may. */
export const ROLES = ['viewer', 'operator', 'scientist', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const STOP_ALL = 'stop_all';

export interface VerbRule {
  readonly verb: string;
  readonly role: Role;
}

export interface VerbDeskParts {
  readonly contact: ReadonlySignal<Contact>;
  readonly role: Role;
  readonly rules: readonly VerbRule[];
  readonly newTransaction: () => string;
  readonly nowMs: () => number;
}

export class VerbDesk {
  constructor(private readonly parts: VerbDeskParts) {}

  /** Why it cannot be asked now, for the reader; undefined when it can. */
  obstacle(verb: string): string | undefined {
    const { contact, role, rules } = this.parts;
    if (!rules.some((each) => each.verb === verb)) return `this agent has no verb ${verb}`;
    const lacked = this.lackedRole(verb);
    if (lacked !== undefined) return `takes the role ${lacked}; yours is ${role}`;
    const may = verb === STOP_ALL ? canStop : canAct;
    return may(contact.value) ? undefined : 'the agent cannot be asked now';
  }

  /** The role that it takes, where the reader's is less; undefined where the reader may. */
  lackedRole(verb: string): Role | undefined {
    const { role, rules } = this.parts;
    const takes = rules.find((each) => each.verb === verb)?.role;
    return takes !== undefined && ROLES.indexOf(role) < ROLES.indexOf(takes) ? takes : undefined;
  }

  /**
   * @returns what came of it, where the agent has more to say than that it was done
   * @throws {AskError} refused, or not answered: it is not tried again by itself
   */
  async ask(verb: string, fields: VerbFields = {}): Promise<string | undefined> {
    const { newTransaction, nowMs } = this.parts;
    const { message } = await post<{ readonly message?: string }>(`verbs/${verb}`, {
      ...fields,
      transaction: newTransaction(),
      issued_at: new Date(nowMs()).toISOString(),
    });
    return message;
  }
}
