/** In and out, over REST. */
import type { ServerResponse } from 'node:http';
import { Body, Controller, Get, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { z } from 'zod';
import type { AccessFile } from '../access/access-file.js';
import { PASSWORD_LENGTH } from '../access/accounts.js';
import type { Asker } from '../access/asker.js';
import { cookieOf, endedCookie, sessionCookie } from '../access/cookie.js';
import { ROLES } from '../access/role.js';
import type { Sessions } from '../access/sessions.js';
import type { SignIn } from '../access/sign-in.js';
import { Checked } from './checked.js';
import { addressOf, type AskedRequest } from './role-guard.js';
import { Rule } from './route-rule.js';

const linkQuery = z.object({ token: z.string().max(100).describe('as interphase sign-in prints it') });
const login = z.object({
  user: z.string().max(100),
  password: z.string().max(PASSWORD_LENGTH.most),
});
const me = z.object({ name: z.string(), role: z.enum(ROLES) });

/** Everything that lets people in. */
export class AccessParts {
  constructor(
    readonly file: AccessFile,
    readonly sessions: Sessions,
    readonly signIn: SignIn,
    /** Name of the cookie. */
    readonly cookie: string,
    readonly isTls: boolean,
  ) {}
}

@Controller()
export class SignInController {
  constructor(@Inject(AccessParts) private readonly parts: AccessParts) {}

  @Get('sign-in')
  @Rule({ role: 'anyone', summary: 'signs in by a link, once, and goes on to the page', query: linkQuery })
  async byLink(
    @Query(new Checked(linkQuery)) { token }: z.infer<typeof linkQuery>,
    @Req() request: AskedRequest,
    @Res() response: ServerResponse,
  ): Promise<void> {
    const id = await this.parts.signIn.withLink(token, addressOf(request));
    response.writeHead(303, { location: '/', 'set-cookie': this.cookie(id) }).end();
  }

  @Post('sign-in')
  @HttpCode(204)
  @Rule({ role: 'anyone', summary: 'signs in by name and password; the session is a cookie', body: login })
  async byPassword(
    @Body(new Checked(login)) { user, password }: z.infer<typeof login>,
    @Req() request: AskedRequest,
    @Res({ passthrough: true }) response: ServerResponse,
  ): Promise<void> {
    const id = await this.parts.signIn.withPassword(user, password, addressOf(request));
    response.setHeader('set-cookie', this.cookie(id));
  }

  @Post('sign-out')
  @HttpCode(204)
  @Rule({ role: 'viewer', summary: 'ends the session' })
  out(@Req() { headers }: AskedRequest, @Res({ passthrough: true }) response: ServerResponse): void {
    const { sessions, cookie, isTls } = this.parts;
    const id = cookieOf(headers.cookie, cookie);
    if (id !== undefined) sessions.end(id);
    response.setHeader('set-cookie', endedCookie(cookie, isTls));
  }

  @Get('me')
  @Rule({ role: 'viewer', summary: 'who is asking, and in which role', answer: me })
  me(@Req() { asker }: AskedRequest): Pick<Asker, 'name' | 'role'> {
    return { name: asker.name, role: asker.role };
  }

  @Get('access')
  @Rule({ role: 'admin', summary: 'users and keys, without anything that would let somebody in' })
  async access(): Promise<unknown> {
    const { users, keys } = await this.parts.file.current();
    return {
      users: Object.entries(users).map(([name, { role, since }]) => ({ name, role, since })),
      keys: Object.entries(keys).map(([name, { role, since, expires }]) => ({ name, role, since, expires })),
    };
  }

  private cookie(id: string): string {
    return sessionCookie(this.parts.cookie, id, this.parts.isTls);
  }
}
