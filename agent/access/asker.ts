/** Who asks for something, as the way in has made sure of: what a message says of its sender is never taken for it. */
import type { Role } from './role.js';

export interface Asker {
  /** The login: of a user, of a key, or at the broker. */
  readonly name: string;
  readonly role: Role;
  readonly via: 'rest' | 'mqtt';
  /** Address of the other end, or what stands for one; for the audit trail only. */
  readonly from: string;
}
