import { BANNERS } from '../data/contact.js';
import { useLab } from '../parts/lab-context.js';

/** Why what the page shows may not be true. */
export function Banners() {
  const { contact, isOutdated } = useLab();
  const text = BANNERS[contact.value];
  return (
    <>
      {text !== undefined && (
        <p class="banner" role="status">
          {text}
        </p>
      )}
      {isOutdated.value && (
        <p class="banner row" role="status">
          The agent has been renewed; this page is still the one from before.
          <button
            onClick={() => {
              location.reload();
            }}
          >
            Load the new page
          </button>
        </p>
      )}
    </>
  );
}
