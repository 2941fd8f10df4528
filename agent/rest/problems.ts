/** A filter of Nest: whatever went wrong as JSON with a code and a sentence, or as a page, and nothing of what is inside. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AccessError } from '../access/access-error.js';
import { problemPage, wantsPage } from './problem-page.js';
import type { Call } from './role-guard.js';
import { RestError } from './rest-error.js';
import { methodsAt, type Route } from './routes.js';

interface Problem {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Of those that frameworks raise: their own messages may hold what was sent. */
const WORDS: Readonly<Record<number, readonly [code: string, message: string]>> = {
  400: ['malformed', 'a JSON object was expected as the body'],
  404: ['not-found', 'there is nothing here; GET /openapi.json lists what there is'],
  413: ['too-large', 'the body is larger than any request of this interface'],
  415: ['unsupported', 'send JSON, in UTF-8'],
};

/** Of escapes in an address that make no characters. */
const ADDRESS: Problem = {
  status: 400,
  code: 'malformed',
  message: 'the address cannot be read: expected UTF-8 after each %',
};

export class Problems {
  constructor(
    private readonly routes: readonly Route[],
    private readonly onTrouble: (error: Error) => void,
  ) {}

  catch(error: unknown, call: Pick<Call, 'switchToHttp'>): void {
    const http = call.switchToHttp();
    const response = http.getResponse() as ServerResponse;
    const problem = this.problemOf(error, http.getRequest() as IncomingMessage);
    // A stream that has begun can only end.
    if (response.headersSent) response.destroy();
    else sendProblem(response, problem);
  }

  private problemOf(error: unknown, request: IncomingMessage): Problem {
    if (error instanceof AccessError || error instanceof RestError) return told(error);
    const status = statusOf(error);
    const path = (request.url ?? '').split('?', 1)[0]!;
    // Nest says of an address and of a body alike that it is bad.
    if (status === 400 && !isReadable(path)) return ADDRESS;
    const methods = status === 404 ? methodsAt(this.routes, path) : [];
    if (methods.length > 0) return notAllowed(methods);
    const words = WORDS[status];
    if (words) return { status, code: words[0], message: words[1] };
    this.onTrouble(
      new Error(`${request.method ?? ''} ${path} went wrong: ${String(error)}`, { cause: error }),
    );
    return {
      status: 500,
      code: 'failed',
      message: 'this went wrong; the agent has said why on its terminal',
    };
  }
}

/** Also for what never reaches Nest. */
export function sendProblem(response: ServerResponse, { status, code, message, headers }: Problem): void {
  const [type, text] = wantsPage(response.req)
    ? ['text/html', problemPage(message)]
    : ['application/json', JSON.stringify({ code, message })];
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, ...headers }).end(text);
}

function told({ status, code, message, retryAfterS }: AccessError | RestError): Problem {
  const headers = {
    ...(status === 401 ? { 'www-authenticate': 'Bearer realm="interphase"' } : {}),
    ...(retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) }),
  };
  return { status, code, message, headers };
}

function notAllowed(methods: readonly string[]): Problem {
  const allow = [...new Set(methods)].join(', ');
  const message = `this can be asked for by ${allow}`;
  return { status: 405, code: 'method-not-allowed', message, headers: { allow } };
}

function isReadable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** Nest's exceptions have a method, those of body parsers a field. */
function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null) return 500;
  const { getStatus, status } = error as { getStatus?: () => number; status?: unknown };
  if (typeof getStatus === 'function') return getStatus.call(error);
  return typeof status === 'number' ? status : 500;
}
