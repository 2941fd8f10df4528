/** A station as a process of its own, for tests that kill it: `station-process.ts <broker url>`. */
import { MemoryRoom } from '../../contracts/memory-room.js';
import { cell, station } from './lab.js';

const room = new MemoryRoom();
await room.putCell(cell('C1'));
await station(process.argv[2]!, room);
