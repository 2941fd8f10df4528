/** A guard of Nest: a body that is no JSON object is refused in words, and not taken for one that lacks every field. */
import type { IncomingMessage } from 'node:http';
import { RestError } from './rest-error.js';
import type { Call } from './role-guard.js';
import { ruleOf } from './route-rule.js';

type Parsed = IncomingMessage & { readonly body?: unknown };

const JSON_TYPE = /^application\/json\s*(;|$)/i;

export class BodyGuard {
  /** @throws {RestError} `unsupported` or `malformed` */
  canActivate(call: Call): true {
    if (ruleOf(call.getHandler())?.bytes !== undefined) return true;
    const { headers, body } = call.switchToHttp().getRequest() as Parsed;
    if (hasBody(headers) && !JSON_TYPE.test(headers['content-type'] ?? ''))
      throw new RestError('unsupported', 'send JSON, in UTF-8, with content-type: application/json');
    if (Array.isArray(body)) throw new RestError('malformed', 'a JSON object was expected as the body');
    return true;
  }
}

function hasBody(headers: IncomingMessage['headers']): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
