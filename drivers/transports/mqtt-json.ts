/** JSON messages that come from elsewhere. */
import type { z } from 'zod';

/** What a JSON text holds; undefined when it is no JSON, which no schema of a message accepts. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What is wrong with a message, in one line for whoever sent it. */
export function complaint(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join('.') || 'message'}: ${message}`).join('; ');
}

/** A field of a message that may be anything. */
export function fieldOf(message: unknown, name: string): unknown {
  return typeof message === 'object' && message !== null ? Reflect.get(message, name) : undefined;
}
