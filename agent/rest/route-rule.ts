/** What is declared of each route beside its path: who may use it, and what goes in and comes out. */
import type { z } from 'zod';
import type { Role } from '../access/role.js';

export interface RouteRule {
  /** The least role; `anyone` needs no login. A route without a rule is refused to everybody. */
  readonly role: Role | 'anyone';
  readonly summary: string;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Media type of a body that is bytes. */
  readonly bytes?: string;
  readonly answer?: z.ZodType;
  /** Media types of the answer, unless JSON. */
  readonly media?: string | readonly string[];
}

const rules = new WeakMap<object, RouteRule>();

/** Declares the rule of a method of a controller. */
export function Rule(rule: RouteRule) {
  return (_prototype: object, _name: string | symbol, { value }: PropertyDescriptor): void => {
    rules.set(value as object, rule);
  };
}

export function ruleOf(method: object): RouteRule | undefined {
  return rules.get(method);
}
