/** What the page needs of an agent, said by hand: for looks and for cases that no lab shows on demand. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const PAGE = join(import.meta.dirname, '../../dist/dashboard');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** An answer that is none. */
export class Refused {
  constructor(
    readonly status: number,
    readonly message: string,
  ) {}
}

/** Of what a query decides. */
export type AnswerTo = (query: URLSearchParams) => unknown;

export interface Said {
  /**
   * Answers by path without a leading slash, may be changed any time; absent is 404, and `me` absent is 401. One for
   * `events/stream` stands in its place.
   */
  readonly answers: Record<string, unknown>;
  /** Retained topics, told to each page at first. */
  readonly topics: Record<string, unknown>;
}

export interface StubAgent {
  readonly address: string;
  /** Verbs that were asked for, in order. */
  readonly asked: { readonly verb: string; readonly body: Record<string, unknown> }[];
  /** Tells a topic to every page. */
  tell(topic: string, body: unknown): void;
  /** Tells many topics in one piece; resolves when the pages have taken it. */
  tellAll(messages: readonly (readonly [topic: string, body: unknown])[]): Promise<void>;
  /** Breaks every line; pages may come back. */
  cutLines(): void;
  close(): Promise<void>;
}

export async function startStubAgent(said: Said): Promise<StubAgent> {
  const streams = new Set<ServerResponse>();
  const asked: StubAgent['asked'] = [];
  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stub');
    const path = pathname.slice(1);
    const isStranger = !('me' in said.answers);
    if (path === 'events/stream' && !isStranger && !(path in said.answers)) {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(textOf(Object.entries(said.topics)));
      streams.add(response);
      response.on('close', () => streams.delete(response));
    } else if (path.startsWith('verbs/')) {
      asked.push({ verb: path.slice(6), body: JSON.parse(await bodyOf(request)) as Record<string, unknown> });
      json(response, 200, { ok: true });
    } else if (path in said.answers) {
      const known = said.answers[path];
      const given = typeof known === 'function' ? await (known as AnswerTo)(searchParams) : known;
      if (given instanceof Refused) json(response, given.status, { message: given.message });
      else json(response, 200, given);
    } else if (path === 'me' || path === 'events/stream') {
      json(response, 401, { code: 'sign-in-needed', message: 'sign in first' });
    } else {
      await file(response, path === '' ? 'index.html' : path);
    }
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    tell: (topic, body) => {
      for (const stream of streams) stream.write(textOf([[topic, body]]));
    },
    tellAll: async (messages) => {
      const text = textOf(messages);
      await Promise.all([...streams].map((stream) => new Promise((taken) => stream.write(text, taken))));
    },
    cutLines: () => {
      for (const stream of streams) stream.destroy();
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function textOf(messages: readonly (readonly [topic: string, body: unknown])[]): string {
  return messages.map(([topic, body]) => `data: ${JSON.stringify({ topic, message: body })}\n\n`).join('');
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function file(response: ServerResponse, path: string): Promise<void> {
  try {
    const bytes = await readFile(join(PAGE, path));
    response
      .writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' })
      .end(bytes);
  } catch {
    json(response, 404, { message: `nothing at ${path}` });
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
