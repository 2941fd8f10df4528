/** The operators' page as files: anybody may have it, for it says nothing of a lab before somebody has signed in. */
import { existsSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

interface ServesFiles {
  useStaticAssets(
    folder: string,
    options: { setHeaders: (response: ServerResponse, path: string) => void },
  ): unknown;
}

/** Beside the compiled agent, or where the sources were built to. */
const PLACES = ['../../dashboard/assets', '../../dist/dashboard/assets'].map((place) =>
  fileURLToPath(new URL(place, import.meta.url)),
);

/** Scripts and styles of ours alone, and connections to this agent alone. */
const POLICY = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

/** Nothing is served where the page was not built. */
export function servePage(app: ServesFiles): void {
  const assets = PLACES.find((place) => existsSync(place));
  if (assets === undefined) return;
  app.useStaticAssets(dirname(assets), {
    // Built files carry the hash of what is in them in their names; the page that names them is asked for each time.
    setHeaders: (response, path) => {
      response.setHeader('content-security-policy', POLICY);
      if (path.startsWith(assets)) response.setHeader('cache-control', 'public, max-age=31536000, immutable');
    },
  });
}
