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
  return error.issues.map((issue) => `${issue.path.join('.') || 'message'}: ${wanted(issue)}`).join('; ');
}

/** The words of a person where the library has those of a program. */
function wanted(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_small')
    return `expected ${issue.inclusive === false ? 'more than' : 'at least'} ${counted(issue.minimum, issue.origin)}`;
  if (issue.code === 'too_big')
    return `expected ${issue.inclusive === false ? 'less than' : 'at most'} ${counted(issue.maximum, issue.origin)}`;
  return issue.message.replace(/^Invalid (input|option): /, '');
}

function counted(count: number | bigint, origin: string): string {
  return origin === 'string' ? `${count} character${count === 1 ? '' : 's'}` : String(count);
}

/** A field of a message that may be anything. */
export function fieldOf(message: unknown, name: string): unknown {
  return typeof message === 'object' && message !== null ? Reflect.get(message, name) : undefined;
}
