import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ReadonlySignal } from '@preact/signals';
import type { Contact } from '../data/contact.js';
import type { ReadingHistory } from '../data/history.js';
import type { Session } from '../data/session.js';
import type { Topics } from '../data/topics.js';
import type { VerbDesk } from '../data/verbs.js';

/** What every page stands on. */
export interface LabAccess {
  readonly topics: Topics;
  readonly history: ReadingHistory;
  readonly contact: ReadonlySignal<Contact>;
  readonly verbs: VerbDesk;
  readonly session: Session;
}

export const LabContext = createContext<LabAccess | undefined>(undefined);

export function useLab(): LabAccess {
  const access = useContext(LabContext);
  if (!access) throw new Error('a page stands outside of the lab');
  return access;
}
