/** A guard of Nest: lets through whom the rule of the route lets through, and leaves who it is with the request. */
import type { IncomingMessage } from 'node:http';
import { AccessError } from '../access/access-error.js';
import type { Asker } from '../access/asker.js';
import type { Entrance } from '../access/entrance.js';
import { refuseForeignOrigin } from '../access/own-site.js';
import { mayDo } from '../access/role.js';
import { ruleOf } from './route-rule.js';

export interface AskedRequest extends IncomingMessage {
  readonly method: string;
  /** Set for every route that is not for anyone. */
  asker: Asker;
}

/** As much of Nest's context as is looked at. */
export interface Call {
  getHandler(): object;
  switchToHttp(): { getRequest(): unknown; getResponse(): unknown };
}

export class RoleGuard {
  constructor(private readonly entrance: Entrance) {}

  /** @throws {AccessError} */
  async canActivate(call: Call): Promise<true> {
    const request = call.switchToHttp().getRequest() as AskedRequest;
    const rule = ruleOf(call.getHandler());
    if (!rule) throw new AccessError('forbidden', 'nobody may use this route: it declares no role');
    refuseForeignOrigin(request.method, request.headers);
    if (rule.role === 'anyone') return true;
    const asker = await this.entrance.askerOf({ headers: request.headers, from: addressOf(request) });
    if (!mayDo(asker.role, rule.role)) {
      const message = `this needs the role ${rule.role}; ${asker.name} has ${asker.role}`;
      throw new AccessError('forbidden', message);
    }
    request.asker = asker;
    return true;
  }
}

/** Of the other end; behind a proxy that of the proxy, since what a header says of it anybody can say. */
export function addressOf({ socket }: IncomingMessage): string {
  return (socket.remoteAddress ?? 'unknown').replace(/^::ffff:/, '');
}
