import { useEffect, useMemo, useState } from 'preact/hooks';
import { openAccess } from '../data/access.js';
import { Annunciator } from '../data/annunciator.js';
import { canAct } from '../data/contact.js';
import { place } from '../data/open-place.js';
import type { Session } from '../data/session.js';
import { beep, isSoundOn } from '../data/sound.js';
import { PAGES, pageOf } from '../pages/pages.js';
import { LabContext } from '../parts/lab-context.js';
import { useEscape } from '../parts/use-escape.js';
import { Whole } from '../parts/whole.js';
import { allAlarms, waitingAlarms } from './alarms-waiting.js';
import { Banner } from './banner.js';
import { Navigation } from './navigation.js';
import { NeedsYou } from './needs-you.js';
import { TopBar } from './top-bar.js';

/** What stands around every page: how the lab is, where one can go, what waits for a person. */
export function LabFrame({ session }: { readonly session: Session }) {
  const access = useMemo(() => openAccess(session), [session]);
  useEffect(() => access.close, [access]);
  const [isOpen, setOpen] = useState(false);
  useEscape(() => {
    setOpen(false);
  }, isOpen);
  const { page, subject } = place.value;
  const Page = pageOf(page);
  const waiting = waitingAlarms(access.topics);
  useEffect(() => {
    document.title = waiting.length > 0 ? `(${waiting.length}) Interphase` : 'Interphase';
  }, [waiting.length]);
  const annunciator = useMemo(() => new Annunciator(), []);
  useEffect(() => {
    const beeps = annunciator.beepsFor(waiting);
    if (beeps > 0 && isSoundOn.value) beep(beeps);
  });
  return (
    <LabContext.Provider value={access}>
      <TopBar
        isMenuOpen={isOpen}
        onMenu={() => {
          setOpen(!isOpen);
        }}
      />
      <Banner />
      <div class="frame">
        <Navigation
          pages={PAGES}
          counts={{ alarms: allAlarms(access.topics).length }}
          isOpen={isOpen}
          onChosen={() => {
            setOpen(false);
          }}
        />
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
