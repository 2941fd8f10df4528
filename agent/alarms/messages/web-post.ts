/** One POST of JSON, and what came back. */

export type Fetch = typeof globalThis.fetch;

export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** @throws {Error} no connection, or an answer other than 2xx; redirections are not followed: they would carry secrets on */
export async function post({ url, headers, body }: Post, fetch: Fetch, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
    redirect: 'manual',
    signal,
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`HTTP ${response.status} ${response.statusText}`.trimEnd());
  return `HTTP ${response.status}`;
}

/** `fetch failed (ECONNREFUSED)`: what fetch says, and the code below it. */
export function webTrouble(error: unknown): string {
  const { message = String(error), cause } = error as { message?: string; cause?: { code?: unknown } };
  return typeof cause?.code === 'string' ? `${message} (${cause.code})` : message;
}
