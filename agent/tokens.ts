/** Names under which the parts of the agent are wired together. */
export const SETUP = Symbol('setup');
export const RECORD = Symbol('record');
export const BUS = Symbol('bus');
export const LAB = Symbol('lab');
export const PLANNER = Symbol('planner');
export const CAMPAIGN = Symbol('campaign');
export const SUPERVISOR = Symbol('supervisor');
export const OUTBOX = Symbol('outbox');
export const DEAD_MAN = Symbol('dead man');
