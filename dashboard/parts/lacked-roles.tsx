import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ROLES, type Role } from '../data/verbs.js';
import { useLab } from './lab-context.js';

/** How many buttons on the page take a role that the reader does not have, by role. */
const lacked = signal<ReadonlyMap<Role, number>>(new Map());

function count(role: Role, by: 1 | -1): void {
  lacked.value = new Map(lacked.peek()).set(role, (lacked.peek().get(role) ?? 0) + by);
}

/** Has the page say which role a verb takes, as long as its button stands there and the reader may not. */
export function useLackedRole(verb: string): void {
  const role = useLab().verbs.lackedRole(verb);
  useEffect(() => {
    if (role === undefined) return;
    count(role, 1);
    return () => {
      count(role, -1);
    };
  }, [role]);
}

/** Why buttons on this page are disabled, in one line: neither a finger nor the tab key reaches what stands on them. */
export function LackedRoles({ own }: { readonly own: Role }) {
  const roles = ROLES.filter((role) => (lacked.value.get(role) ?? 0) > 0);
  if (roles.length === 0) return null;
  return (
    <p class="lacked muted small" role="status">
      What is grey takes the role {roles.join(' or ')}; yours is {own}.
    </p>
  );
}
