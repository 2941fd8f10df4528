/** The room as an instrument reaches it, with its wire listening: it may have to lose the answer when a job begins. */
import type { Room } from '../lab/room.js';
import type { Wire } from './wire.js';

export function heardRoom(room: Room, wire: Wire): Room {
  return {
    jobs: () => room.jobs(),
    beginJob: async (...job) => {
      const begun = await room.beginJob(...job);
      if (begun) wire.jobBegun();
      return begun;
    },
    endJob: (...end) => room.endJob(...end),
    takeStock: (...taken) => room.takeStock(...taken),
    stock: () => room.stock(),
    refill: (...filled) => room.refill(...filled),
    lots: () => room.lots(),
    putVial: (vial) => room.putVial(vial),
    vial: (id) => room.vial(id),
    putCell: (cell) => room.putCell(cell),
    cell: (id) => room.cell(id),
    cellAt: (place) => room.cellAt(place),
    journalFault: (...fault) => room.journalFault(...fault),
  };
}
