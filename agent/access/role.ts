/** Who may do what. */
import { ROLES, type Role } from '../../config/roles.js';

export { ROLES, type Role };

/** Whether somebody with the role `has` may do what needs the role `needed`. */
export function mayDo(has: Role, needed: Role): boolean {
  return ROLES.indexOf(has) >= ROLES.indexOf(needed);
}
