/** What people and programs may do: four roles, each of which may do all that the one before it may. */
export const ROLES = ['viewer', 'operator', 'scientist', 'admin'] as const;

/**
 * `viewer` reads; `operator` runs the lab: pauses, stops, answers, sees to alarms; `scientist` also decides what is
 * measured; `admin` also sees who did what, and from where.
 */
export type Role = (typeof ROLES)[number];
