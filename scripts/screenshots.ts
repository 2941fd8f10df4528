/**
 * Writes docs/images: every page of a lab at work, light and dark at 1440 px, and at 360 px (`npm run screenshots`, some
 * minutes). The lab is the simulated one with few faults, as a lab that is looked after; its station is stopped for a while, so that
 * there is an alarm.
 */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Approvals } from '../agent/campaign/approvals.js';
import type { Report } from '../agent/campaign/report.js';
import { WatchedLab, type Seat, type Visitor } from '../test/process/dashboard/watched-lab.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const IMAGES = join(ROOT, 'docs/images');
/** Experiments that have ended before the first picture: enough for a model, a failure and a few predictions. */
const ENDED = Number(process.argv[2] ?? 22);
const SEATS = {
  light: { width: 1440, theme: 'light' },
  dark: { width: 1440, theme: 'dark' },
  phone: { width: 360, theme: 'light' },
} as const satisfies Readonly<Record<string, Seat>>;
/** Longer pages are cut: a picture shows how a page looks. */
const MOST_HEIGHT = 1300;
/** An instrument counts as unreachable after 30 s. */
const SILENT_MS = 40_000;

const lab = await WatchedLab.open({
  people: { 'm.rossi': 'scientist' },
  lab: labWithFewFaults(),
  campaign: campaignWithApprovals(),
  speed: 40_000,
});
try {
  await shoot();
} finally {
  await lab.close();
}

async function shoot(): Promise<void> {
  mkdirSync(IMAGES, { recursive: true });
  const first = await lab.signedIn('m.rossi', SEATS.light);
  await work(first);
  const seats = {
    light: first,
    dark: await lab.signedIn('m.rossi', SEATS.dark),
    phone: await lab.signedIn('m.rossi', SEATS.phone),
  };
  const station = lab.place.memberPid('station');
  process.kill(station, 'SIGSTOP');
  await first.page.waitForTimeout(SILENT_MS);
  await picture(seats, { lab: 'lab', alarms: 'alarms', queue: await proposalPage(first) });
  process.kill(station, 'SIGCONT');
  await picture(seats, {
    experiment: await experimentPage(first),
    campaign: 'campaign',
    experiments: 'experiment',
    operate: 'operate',
    audit: 'audit',
    settings: 'settings',
  });
}

/** Approves whatever is proposed until enough has ended. */
async function work({ page }: Visitor): Promise<void> {
  const ended = async (): Promise<number> =>
    (await statusOf(page)).experiments.filter(({ status }) => status !== 'running').length;
  while ((await ended()) < ENDED) {
    const approve = page.getByRole('button', { name: 'Approve' }).first();
    if (await approve.isVisible()) await approve.click();
    await page.waitForTimeout(500);
  }
}

async function picture(
  seats: Readonly<Record<string, Visitor>>,
  pages: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [name, hash] of Object.entries(pages)) {
    for (const [seat, { page }] of Object.entries(seats)) {
      await page.evaluate(`location.hash = ${JSON.stringify(`#/${hash}`)}`);
      await page.waitForTimeout(2500);
      writeFileSync(join(IMAGES, `${name}-${seat}.webp`), await imageOf(page));
    }
  }
}

/** As WebP, which is a third of a PNG. */
async function imageOf(page: Visitor['page']): Promise<Buffer> {
  const size = await page.evaluate<{ width: number; height: number }>(
    '({ width: innerWidth, height: document.documentElement.scrollHeight })',
  );
  const clip = { x: 0, y: 0, scale: 1, width: size.width, height: Math.min(size.height, MOST_HEIGHT) };
  const chromium = await page.context().newCDPSession(page);
  const { data } = await chromium.send('Page.captureScreenshot', {
    ...{ format: 'webp', quality: 80, clip },
    captureBeyondViewport: true,
  });
  await chromium.detach();
  return Buffer.from(data, 'base64');
}

/** The newest one that was foretold and has come out. */
async function experimentPage({ page }: Visitor): Promise<string> {
  const { experiments } = await statusOf(page);
  const found = experiments.findLast(({ results }) => results[0]?.predicted && results[0].observed);
  const completed = experiments.findLast(({ status }) => status === 'completed');
  return `experiment/${(found ?? completed)?.id ?? 'E0001'}`;
}

/** The first that waits, with its reasons. */
async function proposalPage({ page }: Visitor): Promise<string> {
  const queue = await page.evaluate<Pick<Approvals, 'waiting'>>(
    'fetch("./queue").then((answer) => answer.json())',
  );
  return ['queue', ...queue.waiting.slice(0, 1).map(({ proposalId }) => proposalId)].join('/');
}

function statusOf(page: Visitor['page']): Promise<Report> {
  return page.evaluate('fetch("./status").then((answer) => answer.json())');
}

/** A picture of a page should show what it is for, not a lab in distress. */
function labWithFewFaults(): string {
  const text = readFileSync(join(ROOT, 'config/labs/simulated.yaml'), 'utf8');
  return text.replace(/scale: 1(?= # multiple)/, 'scale: 0.2');
}

/** The example, in a lab whose proposals wait for a person. */
function campaignWithApprovals(): string {
  const path = join(mkdtempSync(join(tmpdir(), 'screenshots-')), 'campaign.yaml');
  const text = readFileSync(join(ROOT, 'config/campaigns/longer-life.yaml'), 'utf8');
  writeFileSync(
    path,
    text
      .replace('required: none', 'required: all\n  answerWithinS: 2592000')
      .replace('inFlight: 4', 'inFlight: 6')
      .replace('experiments: 24', 'experiments: 60'),
  );
  return path;
}
