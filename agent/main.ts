/** Starts the agent as a Nest application and hands out what a command line needs of it. */
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AccessLog } from './access/access-log.js';
import { AgentModule } from './agent.module.js';
import { Alarms } from './alarms/alarms.js';
import type { Campaign, CampaignEnd } from './campaign/campaign.js';
import type { LabRecord } from './record/record.js';
import { closeResources, openResources } from './resources.js';
import { guard, type RestOptions } from './rest/rest.module.js';
import { restOptions, tlsOf } from './rest/rest-options.js';
import type { AgentSetup } from './setup.js';
import { CAMPAIGN, RECORD } from './tokens.js';

export interface RunningAgent {
  readonly campaign: Campaign;
  readonly record: LabRecord;
  /** Runs the campaign; people are called when it ends for a fault of ours. Rejects with that fault. */
  run(signal: AbortSignal): Promise<CampaignEnd>;
  /** Of the REST interface. */
  readonly address: string;
  /** Makes the lab safe, says goodbye and closes the record. */
  close(): Promise<void>;
}

/** Nest neither logs nor ends the process: errors reach the command line. Open streams do not keep it from ending. */
const QUIET = { logger: false as const, abortOnError: false, bodyParser: false, forceCloseConnections: true };

/** @throws whatever keeps a part from being built; nothing is left open then */
export async function startAgent(setup: AgentSetup): Promise<RunningAgent> {
  const app = await assemble(setup);
  const { restHost, restPort } = setup.config.supervision;
  try {
    await app.listen(restPort, restHost);
  } catch (cause) {
    await app.close();
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `REST interface on ${restHost}:${restPort}: ${why}; name another restPort in the lab configuration (0: any free one)`,
      { cause },
    );
  }
  await app.get(AccessLog).takeUp();
  const campaign = app.get<Campaign>(CAMPAIGN);
  return {
    campaign,
    run: (signal) => runWatched(campaign, app.get(Alarms), signal),
    record: app.get<LabRecord>(RECORD),
    address: await app.getUrl(),
    close: () => app.close(),
  };
}

async function runWatched(campaign: Campaign, alarms: Alarms, signal: AbortSignal): Promise<CampaignEnd> {
  try {
    return await campaign.run(signal);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    await alarms.strike({ definition: 'campaign-broken', text });
    throw error;
  }
}

async function assemble(setup: AgentSetup): Promise<NestExpressApplication> {
  const rest: RestOptions = restOptions(setup);
  const tls = await tlsOf(setup);
  const resources = await openResources(setup);
  try {
    const module = AgentModule.for(setup, resources, rest);
    const app = await NestFactory.create<NestExpressApplication>(module, { ...QUIET, ...tls });
    guard(app, rest);
    return app;
  } catch (error) {
    await closeResources(resources);
    throw error;
  }
}
