/** What a campaign searches (`GET space`), and a recipe as it is filled in. */
import { phrase } from './format.js';
import type { Values } from './verbs.js';

export interface Setting {
  readonly name: string;
  /** UCUM; empty for what is chosen from names. */
  readonly unit: string;
  readonly kind: 'share' | 'number' | 'integer' | 'level';
  readonly min?: number;
  readonly max?: number;
  /** Of a share that is not absent. */
  readonly least?: number;
  readonly step?: number;
  readonly levels?: readonly string[];
  /** Takes part only where others, by name, have these values. */
  readonly when?: Readonly<Record<string, readonly string[] | { readonly min?: number; readonly max?: number }>>;
}

/** By what their names begin with (`solvent`, `formation`), in the order of the space. */
export function groupsOf(space: readonly Setting[]): readonly (readonly [group: string, settings: Setting[]])[] {
  const groups = new Map<string, Setting[]>();
  for (const setting of space) {
    const group = setting.name.includes('.') ? setting.name.slice(0, setting.name.indexOf('.')) : '';
    groups.set(group, [...(groups.get(group) ?? []), setting]);
  }
  return [...groups];
}

/** Numbers as numbers; what was left empty is not asked for. */
export function valuesOf(space: readonly Setting[], form: FormData): Values {
  const filled = space.flatMap(({ name, kind }): [string, string | number][] => {
    const text = form.get(name);
    if (typeof text !== 'string' || text.trim() === '') return [];
    return [[name, kind === 'level' ? text : Number(text)]];
  });
  return Object.fromEntries(filled);
}

export interface Problems {
  /** By the name of the setting. */
  readonly at: Readonly<Record<string, string>>;
  /** What is about no setting alone. */
  readonly rest: readonly string[];
}

/** The agent tells all that is wrong at once, joined by '; ', and begins with the name of the setting where it is about one. */
export function problemsOf(space: readonly Setting[], message: string): Problems {
  const at: Record<string, string> = {};
  const rest: string[] = [];
  for (const part of message.split('; ')) {
    const setting = space.find(({ name }) => part.startsWith(`${name}: `));
    if (setting) at[setting.name] = phrase(part.slice(setting.name.length + 2));
    else rest.push(phrase(part));
  }
  return { at, rest };
}
