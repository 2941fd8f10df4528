/** The contract of the operators' topics, for whoever connects something to them. */
import { Controller, Get, Inject } from '@nestjs/common';
import { Rule } from '../rest/route-rule.js';
import type { AgentSetup } from '../setup.js';
import { SETUP } from '../tokens.js';
import { asyncApi } from './contract/async-api.js';

@Controller()
export class ContractController {
  constructor(@Inject(SETUP) private readonly setup: AgentSetup) {}

  @Get('asyncapi.json')
  @Rule({ role: 'viewer', summary: 'the MQTT topics and messages as an AsyncAPI document' })
  asyncApi(): Readonly<Record<string, unknown>> {
    return asyncApi(this.setup.config.supervision.baseTopic);
  }
}
