/** The event stream and the document of the interface. */
import type { ServerResponse } from 'node:http';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { Entrance } from '../access/entrance.js';
import { EventStream } from './event-stream.js';
import { openApi } from './openapi.js';
import { addressOf, type AskedRequest } from './role-guard.js';
import { Rule } from './route-rule.js';
import { Routes } from './routes.js';

@Controller()
export class StreamController {
  constructor(
    @Inject(EventStream) private readonly stream: EventStream,
    @Inject(Entrance) private readonly entrance: Entrance,
    @Inject(Routes) private readonly routes: Routes,
  ) {}

  @Get('events/stream')
  @Rule({
    role: 'viewer',
    summary: 'server-sent events: the retained topics, then every change and event; Last-Event-ID goes on',
    media: 'text/event-stream',
  })
  async events(@Req() request: AskedRequest, @Res() response: ServerResponse): Promise<void> {
    const { headers } = request;
    const lastId = headers['last-event-id'];
    const check = (): Promise<unknown> => this.entrance.askerOf({ headers, from: addressOf(request) }, false);
    await this.stream.serve(response, Array.isArray(lastId) ? lastId[0] : lastId, check);
  }

  @Get('openapi.json')
  @Rule({ role: 'viewer', summary: 'this document' })
  document(): unknown {
    return openApi(this.routes.list, this.routes.version);
  }
}
