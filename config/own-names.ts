/** Names under which the agent itself acts. Nobody may have one: what is done under it counts as done by no person. */
export const RULES = 'rules';
export const DISK_GUARD = 'disk-guard';

export const OWN_NAMES: readonly string[] = [RULES, DISK_GUARD, 'agent', 'deadline', 'time'];
