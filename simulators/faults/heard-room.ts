/** The room as an instrument reaches it, with its wire listening: it may have to lose the answer when a job begins. */
import type { Room } from '../lab/room.js';
import type { Wire } from './wire.js';

export function heardRoom(room: Room, wire: Wire): Room {
  const beginJob: Room['beginJob'] = async (...job) => {
    const begun = await room.beginJob(...job);
    if (begun) wire.jobBegun();
    return begun;
  };
  // Above the room rather than copied from it: a room of a class has none of its methods as its own.
  return Object.assign(Object.create(room) as Room, { beginJob });
}
