/** The process of one simulated instrument: told what to be, it says where it listens, and closes when told to. */
import { LabClock, SystemClock } from '../../core/clock.js';
import { seededRng } from '../../core/rng.js';
import type { Begin, FromMember } from './lab-spec.js';
import { openMember } from './members.js';
import { roomOver } from './room-link.js';

const link = new SystemClock();

process.on('SIGINT', () => undefined);
process.once('disconnect', () => process.exit(0));
process.once('message', (message) => void begin(message as Begin));

async function begin({ member, spec, anchor, endpoints }: Begin): Promise<void> {
  try {
    const opened = await openMember(member, {
      spec,
      endpoints,
      room: roomOver(process),
      link,
      clock: new LabClock(link, anchor),
      rng: seededRng(spec.seed).split(member),
      onNotice: (text) => {
        say({ lab: 'notice', text });
      },
    });
    process.once('SIGTERM', () => void opened.close().finally(() => process.exit(0)));
    say({ lab: 'ready', endpoint: opened.endpoint });
  } catch (error) {
    say({ lab: 'failed', message: error instanceof Error ? error.message : String(error) });
    process.exit(1);
  }
}

function say(message: FromMember): void {
  process.send?.(message);
}
