/** What is said of a verb: what it brings about, who may ask for it, with which fields. */
import type { z } from 'zod';
import type { Role } from '../access/role.js';
import type { OperatorCommands } from './operator-commands.js';

/** Who asks and why, and the verb's own fields. */
type Asked<Shape extends z.ZodRawShape> = z.output<z.ZodObject<Shape>> & {
  readonly actor: string;
  readonly reason: string;
};

interface Definition<Shape extends z.ZodRawShape> {
  /** What it brings about, for people. */
  readonly summary: string;
  /** The least role that may ask for it. */
  readonly role: Role;
  /** Fields beside those of every request, each with a description. */
  readonly fields: Shape;
  /** Carried out even when it cannot be recorded. */
  readonly evenUnrecorded?: true;
  act(commands: OperatorCommands, asked: Asked<Shape>): ReturnType<OperatorCommands[keyof OperatorCommands]>;
}

export type Verb = Definition<z.ZodRawShape>;

/** A row of the table, with the types of its fields. */
export function verb<Shape extends z.ZodRawShape>(definition: Definition<Shape>): Definition<Shape> {
  return definition;
}
