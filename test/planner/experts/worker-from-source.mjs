// The worker's entry for tests: the sources are not compiled, and a thread does not inherit Jest's transform.
import { register } from 'tsx/esm/api';

register();
await import('../../../planner/experts/worker.ts');
