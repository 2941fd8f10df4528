/** Channels that were struck by a fault: whichever job runs there meanwhile is misread. */
import type { MisreadingKind } from './channel-fault.js';
import type { ChannelRun } from './channel-run.js';

export class StruckChannels {
  private readonly struck: { channel: number; kind: MisreadingKind; untilMs: number }[] = [];

  /** @param untilMs lab time */
  add(channel: number, kind: MisreadingKind, untilMs: number): void {
    this.struck.push({ channel, kind, untilMs });
  }

  /** A job starts in a channel, at a lab time. */
  begin(run: ChannelRun, channel: number, startedMs: number): void {
    for (const { kind, untilMs } of this.struck.filter((each) => each.channel === channel)) {
      if (untilMs > startedMs) run.strike(kind, (untilMs - startedMs) / 1000);
    }
  }
}
