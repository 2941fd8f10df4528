import { useEffect, useMemo, useState } from 'preact/hooks';
import { BANNERS, canAct } from '../data/contact.js';
import { place } from '../data/place.js';
import type { Session } from '../data/session.js';
import { accessFor } from '../lab-access.js';
import { PAGES, pageOf } from '../pages/pages.js';
import { LabContext } from '../parts/lab-context.js';
import { Whole } from '../parts/whole.js';
import { allAlarms, waitingAlarms } from './alarms-waiting.js';
import { Navigation } from './navigation.js';
import { NeedsYou } from './needs-you.js';
import { TopBar } from './top-bar.js';

export interface LabFrameProps {
  readonly session: Session;
  readonly onSignedOut: () => void;
}

/** What stands around every page: how the lab is, where one can go, what waits for a person. */
export function LabFrame({ session, onSignedOut }: LabFrameProps) {
  const access = useMemo(() => accessFor(session, onSignedOut), [session]);
  useEffect(() => access.close, [access]);
  const [isOpen, setOpen] = useState(false);
  const { page, subject } = place.value;
  const Page = pageOf(page);
  const banner = BANNERS[access.contact.value];
  const waiting = waitingAlarms(access.topics).length;
  useEffect(() => {
    document.title = waiting > 0 ? `(${waiting}) Interphase` : 'Interphase';
  }, [waiting]);
  return (
    <LabContext.Provider value={access}>
      <TopBar
        onMenu={() => {
          setOpen(!isOpen);
        }}
      />
      {banner !== undefined && (
        <p class="banner" role="status">
          {banner}
        </p>
      )}
      <div
        class="frame"
        onClick={() => {
          setOpen(false);
        }}
      >
        <Navigation pages={PAGES} counts={{ alarms: allAlarms(access.topics).length }} isOpen={isOpen} />
        <main class={canAct(access.contact.value) ? '' : 'stale'}>
          <Whole what="What needs you">
            <NeedsYou />
          </Whole>
          <Whole key={`${page}/${subject ?? ''}`} what="This page">
            <Page />
          </Whole>
        </main>
      </div>
    </LabContext.Provider>
  );
}
