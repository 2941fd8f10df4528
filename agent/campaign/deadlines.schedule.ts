/** The deadlines of questions and of approvals, on Nest's scheduler. */
import { Inject, Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { CAMPAIGN } from '../tokens.js';
import type { Campaign } from './campaign.js';

@Injectable()
export class DeadlinesSchedule {
  constructor(@Inject(CAMPAIGN) private readonly campaign: Campaign) {}

  /** A clock that was set or a host that slept is noticed here. */
  @Interval(10_000)
  look(): void {
    this.campaign.prompts.look();
    this.campaign.approvals.look();
  }
}
