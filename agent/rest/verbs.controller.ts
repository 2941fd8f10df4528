/** The verbs over REST: the same table and the same desk as over MQTT, so that a request is carried out once whichever way. */
import type { ServerResponse } from 'node:http';
import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { z } from 'zod';
import { mayDo } from '../access/role.js';
import { answerSchema, type OperatorAnswer, type RefusalCode } from '../supervision/contract/requests.js';
import { RequestDesk } from '../supervision/request-desk.js';
import { VERB_NAMES, verbOf, type VerbName } from '../supervision/verbs.js';
import type { AskedRequest } from './role-guard.js';
import { Rule } from './route-rule.js';

const STATUS: Readonly<Record<RefusalCode, number>> = {
  ...{ malformed: 400, retained: 400, expired: 400, early: 400 },
  ...{ forbidden: 403, 'unknown-verb': 404 },
  ...{ 'transaction-used': 409, failed: 409, 'not-recorded': 503 },
};

interface ListedVerb {
  readonly verb: VerbName;
  readonly summary: string;
  readonly role: string;
  /** Whether whoever asks may. */
  readonly allowed: boolean;
  readonly fields: unknown;
}

@Controller()
export class VerbsController {
  constructor(@Inject(RequestDesk) private readonly desk: RequestDesk) {}

  @Get('verbs')
  @Rule({ role: 'viewer', summary: 'what can be asked for, with which fields, and whether you may' })
  list(@Req() { asker }: AskedRequest): ListedVerb[] {
    return VERB_NAMES.map((verb) => {
      const { summary, role, fields } = verbOf(verb);
      const schema = z.toJSONSchema(z.object(fields), { io: 'input' });
      return { verb, summary, role, allowed: mayDo(asker.role, role), fields: schema };
    });
  }

  /** Each verb has a role of its own, which the desk holds against the asker's. */
  @Post('verbs/:verb')
  @HttpCode(200)
  @Rule({ role: 'viewer', summary: 'asks for a verb', answer: answerSchema })
  async ask(
    @Param('verb') verb: string,
    @Body() body: unknown,
    @Headers('idempotency-key') key: string | undefined,
    @Req() { asker }: AskedRequest,
    @Res({ passthrough: true }) response: ServerResponse,
  ): Promise<OperatorAnswer> {
    const message = { ...(key === undefined ? {} : { transaction: key }), ...(body as object) };
    const answer = await this.desk.answer({ verb, message }, asker);
    if (!answer.ok) response.statusCode = STATUS[answer.code];
    return answer;
  }
}
