/** What the page costs in a browser: `npm run bench:dashboard`, after a build. Writes bench/results/dashboard.md. */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { browserPath } from '../../test/dashboard/browser.js';
import { bundleKB } from './bundle.js';
import { firstPaint } from './first-paint.js';
import { liveShare } from './live.js';
import { panAndZoom } from './pan-and-zoom.js';
import { weekOpen } from './week.js';

if (browserPath === undefined) throw new Error('no Chromium here: set CHROMIUM to the path of one');
const server = await chromium.launchServer({ executablePath: browserPath, args: ['--no-sandbox'] });
const browser = await chromium.connect(server.wsEndpoint());
const rows = [
  bundleKB(),
  ...(await firstPaint(browser)),
  ...(await panAndZoom(browser)),
  await liveShare(browser, server.process().pid!),
  ...(await weekOpen(browser)),
];
const version = browser.version();
await browser.close();
await server.close();

const table = rows.map(({ what, measured, target, isMet }) =>
  target === undefined
    ? `| ${what} | ${measured} | | |`
    : `| ${what} | ${measured} | ${target} | ${isMet ? 'yes' : 'no'} |`,
);
const text = `# What the page costs in a browser

${new Date().toISOString().slice(0, 10)}; ${cpus().length} cores (${cpus()[0]!.model.split(' ', 2).join(' ')}) shared with other work, Node.js ${process.version}, Chromium ${version}
without a window or graphics card. The agent is a stub that tells by hand what an agent tells. Repeat with:

    npm run build && npm run bench:dashboard

| what | measured | target | met |
|---|---|---|---|
${table.join('\n')}

A frame is the time between two drawings while the view of two plots of a million rows each changes with every one of them; a row that
stands out alone stays visible at every zoom (\`test/dashboard/signals.test.ts\`). The share of a core is that of all processes of the browser. The
week is told hour after hour as fast as the page takes it: 64 channels every ten minutes, 40 events, an experiment and an alarm
an hour; the heap is measured after collecting garbage, the slope fitted from the second day on.
`;
writeFileSync(join(import.meta.dirname, '../results/dashboard.md'), text);
console.log(text);
