/** The contract of the operators' topics, for whoever connects something to them. */
import { Controller, Get, Inject } from '@nestjs/common';
import type { AgentSetup } from '../setup.js';
import { SETUP } from '../tokens.js';
import { asyncApi } from './contract/async-api.js';

@Controller()
export class ContractController {
  constructor(@Inject(SETUP) private readonly setup: AgentSetup) {}

  @Get('asyncapi.json')
  asyncApi(): Readonly<Record<string, unknown>> {
    return asyncApi(this.setup.config.supervision.baseTopic);
  }
}
