/** The functional state machine of LADS (OPC 30500-1, FunctionalStateMachineType i=1038), without its effects. */
export type FunctionalState = 'Stopped' | 'Running' | 'Stopping' | 'Aborting' | 'Aborted' | 'Clearing';
export type Trigger = 'start' | 'stop' | 'abort' | 'clear' | 'done';

const TRANSITIONS: Readonly<Record<FunctionalState, Partial<Record<Trigger, FunctionalState>>>> = {
  Stopped: { start: 'Running' },
  Running: { stop: 'Stopping', abort: 'Aborting' },
  Stopping: { done: 'Stopped' },
  Aborting: { done: 'Aborted' },
  Aborted: { clear: 'Clearing' },
  Clearing: { done: 'Stopped' },
};

/** The state after `trigger`, or undefined when the standard draws no such transition. */
export function next(state: FunctionalState, trigger: Trigger): FunctionalState | undefined {
  return TRANSITIONS[state][trigger];
}
