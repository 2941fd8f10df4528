/** What people have taken over, over REST. */
import { Controller, Get, Inject } from '@nestjs/common';
import { Rule } from '../rest/route-rule.js';
import type { Lock } from './lock-state.js';
import { Locks } from './locks.js';

@Controller()
export class LocksController {
  constructor(@Inject(Locks) private readonly locks: Locks) {}

  @Get('locks')
  @Rule({ role: 'viewer', summary: 'instruments that a person has taken over from the agent' })
  list(): readonly Lock[] {
    return this.locks.list;
  }
}
