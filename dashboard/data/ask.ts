/** What the page asks of the agent over HTTP: one way out, one kind of trouble. */
import { signal } from '@preact/signals';

/** The agent does not know, or no longer knows, who this page is: somebody has to sign in. */
export const isStranger = signal(false);

/** The agent did not do or give what was asked; `message` is for the reader. */
export class AskError extends Error {
  override readonly name = 'AskError';

  constructor(
    message: string,
    /** HTTP status; 0 when nobody answered. */
    readonly status: number,
    readonly code?: string,
  ) {
    super(message);
  }
}

/** The one path where a 401 says that a password is wrong. */
export const SIGN_IN = 'sign-in';

const PATIENCE_MS = 15_000;

/** @param path relative to the page, as `status` */
export function get<T>(path: string): Promise<T> {
  return ask<T>(path, { method: 'GET' });
}

/** @param body goes out as JSON, a blob as it is */
export function post<T>(path: string, body: unknown): Promise<T> {
  const [type, content] =
    body instanceof Blob ? [body.type, body] : ['application/json', JSON.stringify(body)];
  return ask<T>(path, { method: 'POST', headers: { 'content-type': type }, body: content });
}

/** @throws {AskError} and nothing else */
async function ask<T>(path: string, init: RequestInit): Promise<T> {
  const { answer, text } = await reach(path, init);
  const body = parsed(text);
  if (answer.ok) return body as T;
  const { message, code } = (body ?? {}) as { readonly message?: string; readonly code?: string };
  if (answer.status === 401 && path !== SIGN_IN) isStranger.value = true;
  throw new AskError(message ?? `the agent answered ${answer.status}`, answer.status, code);
}

/** An answer that breaks off is none. */
async function reach(path: string, init: RequestInit): Promise<{ answer: Response; text: string }> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(`./${path}`, { ...init, credentials: 'same-origin', signal });
    return { answer, text: await answer.text() };
  } catch (cause) {
    const why =
      cause instanceof DOMException && cause.name === 'TimeoutError' ? 'no answer in 15 s' : 'no answer';
    throw new AskError(`${why}: the agent cannot be reached; nothing is kept for later`, 0);
  }
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
