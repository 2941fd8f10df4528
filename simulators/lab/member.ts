/** The process of one simulated instrument: told what to be, it says where it listens, and closes when told to. */
import { LabClock, SteadyClock, SystemClock } from '../../core/clock.js';
import { seededRng } from '../../core/rng.js';
import { heardRoom } from '../faults/heard-room.js';
import { isLinkFault } from '../faults/injection.js';
import { Wire } from '../faults/wire.js';
import type { Begin, FromMember, Strike } from './lab-spec.js';
import { openMember } from './members.js';
import type { OpenMember } from './members/member-parts.js';
import { roomOver } from './room-link.js';

const link = new SystemClock();

process.on('SIGINT', () => undefined);
process.once('disconnect', () => process.exit(0));
process.once('message', (message) => void begin(message as Begin));

async function begin({ member, spec, anchor, originMs, endpoints }: Begin): Promise<void> {
  try {
    const rng = seededRng(spec.seed).split(member);
    const wire = new Wire(link, rng.split('wire'));
    const opened = await openMember(member, {
      spec,
      originMs,
      endpoints,
      room: heardRoom(roomOver(process), wire),
      link,
      clock: new LabClock(new SteadyClock(), anchor),
      rng,
      wire,
      onNotice: (text) => {
        say({ lab: 'notice', text });
      },
    });
    process.on('message', (message) => {
      strike(message as Partial<Strike>, opened, wire);
    });
    process.once('SIGTERM', () => void opened.close().finally(() => process.exit(0)));
    say({ lab: 'ready', endpoint: opened.endpoint });
  } catch (error) {
    say({ lab: 'failed', message: error instanceof Error ? error.message : String(error) });
    process.exit(1);
  }
}

function strike({ lab, injection }: Partial<Strike>, opened: OpenMember, wire: Wire): void {
  if (lab !== 'strike' || !injection) return;
  if (isLinkFault(injection)) wire.strike(injection);
  else opened.inject?.(injection);
}

function say(message: FromMember): void {
  process.send?.(message);
}
