/** Judges a connection by data that arrives: a session can look healthy while nothing comes through. */
import {
  AttributeIds,
  TimestampsToReturn,
  VariableIds,
  resolveNodeId,
  type ClientSession,
  type ClientSubscription,
} from 'node-opcua-client';
import type { Clock } from '../../core/clock.js';
import type { OpcuaTiming } from './opcua-options.js';

/** An encrypted channel dies in silence when the host's clock is set; this much counts as set, ms. */
const CLOCK_JUMP_MS = 30_000;
/**
 * A subscription outlives us for a minute, as our session does. What agents that were killed leave behind counts against
 * the server's limit, and at that limit it lets nobody in.
 */
const LIFETIME_MS = 60_000;
const KEEP_ALIVE_COUNT = 10;

export interface Heartbeat {
  /** Resolves with the reason when no data came for too long; never after `stop`. */
  readonly stopped: Promise<string>;
  stop(): void;
}

/** Subscribes to the server's clock. */
export async function subscribeHeartbeat(
  session: ClientSession,
  clock: Clock,
  timing: OpcuaTiming,
): Promise<Heartbeat> {
  const subscription = await session.createSubscription2({
    requestedPublishingInterval: timing.beatMs,
    // OPC UA part 4, 5.13.2: three times the keep-alive count at least.
    requestedLifetimeCount: Math.max(3 * KEEP_ALIVE_COUNT, Math.ceil(LIFETIME_MS / timing.beatMs)),
    requestedMaxKeepAliveCount: KEEP_ALIVE_COUNT,
    maxNotificationsPerPublish: 0,
    publishingEnabled: true,
  });
  const pulse = new Pulse(clock, timing);
  await listen(subscription, timing.beatMs, () => {
    pulse.beat();
  });
  const over = new AbortController();
  return {
    stopped: pulse.watch(over.signal),
    stop: () => {
      over.abort();
    },
  };
}

async function listen(subscription: ClientSubscription, beatMs: number, onBeat: () => void): Promise<void> {
  const item = await subscription.monitor(
    { nodeId: resolveNodeId(VariableIds.Server_ServerStatus_CurrentTime), attributeId: AttributeIds.Value },
    { samplingInterval: beatMs, queueSize: 1, discardOldest: true },
    TimestampsToReturn.Both,
  );
  item.on('changed', onBeat);
}

/** Counts beats per tick rather than time since the last one, so that a busy host does not look like a dead peer. */
export class Pulse {
  private beats = 0;
  private missed = 0;

  constructor(
    private readonly clock: Clock,
    private readonly timing: Pick<OpcuaTiming, 'beatMs' | 'missedBeats'>,
  ) {}

  beat(): void {
    this.beats += 1;
  }

  /** Resolves with the reason when beats stop or the host's clock jumps; stays pending once aborted. */
  async watch(signal: AbortSignal): Promise<string> {
    const offsetMs = this.clockOffsetMs();
    for (;;) {
      if (!(await tick(this.clock, this.timing.beatMs, signal))) return new Promise(() => undefined);
      const jumpMs = Math.abs(this.clockOffsetMs() - offsetMs);
      if (jumpMs > CLOCK_JUMP_MS) return `the clock of this host was set by ${Math.round(jumpMs / 1000)} s`;
      this.missed = this.beats > 0 ? 0 : this.missed + 1;
      this.beats = 0;
      if (this.missed >= this.timing.missedBeats) return `no data for ${this.missed} beats`;
    }
  }

  private clockOffsetMs(): number {
    return this.clock.now() - this.clock.monotonic();
  }
}

/** Sleeps; false when it was told to stop. */
function tick(clock: Clock, ms: number, signal: AbortSignal): Promise<boolean> {
  return clock.sleep(ms, signal).then(
    () => true,
    () => false,
  );
}
