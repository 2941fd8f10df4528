import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { LabAccess } from '../data/access.js';

/** What every page stands on. */
export const LabContext = createContext<LabAccess | undefined>(undefined);

export function useLab(): LabAccess {
  const access = useContext(LabContext);
  if (!access) throw new Error('a page stands outside of the lab');
  return access;
}
