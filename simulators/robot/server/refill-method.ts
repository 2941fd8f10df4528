/** The vendor's method Refill: an operator puts an item onto the shelf and says of which lot. */
import { DataType, StatusCodes, type CallMethodResultOptions, type UAObject, type Variant } from 'node-opcua';
import type { Room } from '../../lab/room.js';
import { COUNTED } from '../../../drivers/consumables.js';
import type { LadsSpace } from './lads-types.js';

export interface RefillOptions {
  readonly room: Pick<Room, 'stock' | 'refill'>;
  /** The glovebox is opened for nobody while the robot moves. */
  readonly isResting: () => boolean;
  readonly refilled: () => Promise<void>;
}

const INPUTS = [
  { name: 'Item', dataType: DataType.String },
  { name: 'Amount', dataType: DataType.Double },
  { name: 'Lot', dataType: DataType.String },
];

export function addRefill(space: LadsSpace, unit: UAObject, options: RefillOptions): void {
  const method = space.vendor.addMethod(unit, {
    browseName: 'Refill',
    inputArguments: INPUTS,
    outputArguments: [],
  });
  method.bindMethod(async (inputs: Variant[], _context: unknown) => refill(inputs, options));
}

async function refill(
  inputs: readonly Variant[],
  { room, isResting, refilled }: RefillOptions,
): Promise<CallMethodResultOptions> {
  const [item, amount, lot] = inputs.map(({ value }): unknown => value);
  const kept = typeof item === 'string' && Object.hasOwn(await room.stock(), item);
  const counted = typeof item === 'string' && COUNTED.includes(item);
  const sound =
    typeof amount === 'number' &&
    amount > 0 &&
    Number.isFinite(amount) &&
    (!counted || Number.isInteger(amount));
  const named = typeof lot === 'string' && lot !== '';
  if (!kept || !sound || !named) {
    return {
      statusCode: StatusCodes.BadInvalidArgument,
      inputArgumentResults: [
        kept ? StatusCodes.Good : StatusCodes.BadNotFound,
        sound ? StatusCodes.Good : StatusCodes.BadOutOfRange,
        named ? StatusCodes.Good : StatusCodes.BadInvalidArgument,
      ],
    };
  }
  if (!isResting()) return { statusCode: StatusCodes.BadInvalidState };
  await room.refill({ item, amount, unit: counted ? '1' : 'kg', lot });
  await refilled();
  return { statusCode: StatusCodes.Good };
}
