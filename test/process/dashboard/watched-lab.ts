/** The product with people at it: a lab of its own, a page at an address that a restart keeps, and a browser. */
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { AccessFile } from '../../../agent/access/access-file.js';
import { Accounts } from '../../../agent/access/accounts.js';
import type { Role } from '../../../agent/access/role.js';
import { SystemClock } from '../../../core/clock.js';
import { openBrowser } from '../../dashboard/browser.js';
import { Workplace, type Running } from '../agent-process.js';

const QUIET_LAB = new URL('../quiet-lab.yaml', import.meta.url);
const CAMPAIGN = fileURLToPath(new URL('./watched-campaign.yaml', import.meta.url));
/** Long enough for every login here. */
export const PASSWORD = 'correct horse battery';

export interface Watched {
  /** Who may sign in, all with the one password. */
  readonly people: Readonly<Record<string, Role>>;
  /** Text of the lab file; the quiet lab unless said otherwise. */
  readonly lab?: string;
  readonly campaign?: string;
  /** How long a question waits, in lab time. */
  readonly answerWithinS?: number;
  /** Seconds of lab time in one. */
  readonly speed?: number;
}

export interface Seat {
  readonly width?: number;
  readonly theme?: 'light' | 'dark';
  /** Where the agent is seen, if not at its own port. */
  readonly port?: number;
}

export class WatchedLab {
  readonly place = new Workplace();
  agent!: Running;
  port = 0;
  private browser!: Browser;

  private constructor(private readonly watched: Watched) {}

  static async open(watched: Watched): Promise<WatchedLab> {
    const lab = new WatchedLab(watched);
    const clock = new SystemClock();
    const accounts = new Accounts(new AccessFile(lab.place.data, clock), clock, 'test');
    for (const [name, role] of Object.entries(watched.people)) await accounts.addUser(name, role, PASSWORD);
    lab.port = await freePort();
    lab.start();
    lab.browser = await openBrowser();
    await lab.agent.says(/P0003 waits for a person/);
    return lab;
  }

  start(): void {
    const { lab = readFileSync(QUIET_LAB, 'utf8'), campaign = CAMPAIGN, speed = 20_000 } = this.watched;
    const { answerWithinS = 8 * 3600 } = this.watched;
    const path = join(this.place.data, 'lab.yaml');
    const atPort = `supervision: { restPort: ${this.port}, answerWithinS: ${answerWithinS} }`;
    writeFileSync(path, `${lab.replace(/^supervision:.*\n( .*\n)*/m, '')}\n${atPort}\n`);
    this.agent = this.place.run('--lab', path, '--campaign', campaign, '--speed', String(speed));
  }

  /** Somebody at a computer of their own, who has not signed in. */
  async visitor({ width = 1280, theme = 'light', port = this.port }: Seat = {}): Promise<Visitor> {
    const viewport = { width, height: 900 };
    const context = await this.browser.newContext({ viewport, colorScheme: theme });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const visitor = new Visitor(context, page);
    await page.exposeFunction('countClick', () => (visitor.clicks += 1));
    await page.addInitScript('addEventListener("click", () => window.countClick(), true)');
    await page.goto(`http://127.0.0.1:${port}/`);
    return visitor;
  }

  async signedIn(name: string, seat?: Seat): Promise<Visitor> {
    const visitor = await this.visitor(seat);
    await visitor.signIn(name);
    return visitor;
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.agent.kill('SIGKILL');
    await this.agent.ended;
    this.place.remove();
  }
}

export class Visitor {
  /** Since the log-in, counted by the page itself. */
  clicks = 0;

  constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  /** Resolves when the lab is on the screen. */
  async signIn(name: string, password = PASSWORD): Promise<void> {
    await this.page.getByLabel('Name').fill(name);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
    await this.button(/STOP ALL/).waitFor();
    this.clicks = 0;
  }

  async open(hash: string): Promise<void> {
    await this.page.evaluate(`location.hash = ${JSON.stringify(`#/${hash}`)}`);
  }

  button(name: string | RegExp) {
    return this.page.getByRole('button', { name });
  }

  /** In the dialog that is open: gives the reason and confirms. */
  async because(reason: string): Promise<void> {
    const dialog = this.page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill(reason);
    await dialog.locator('button.primary').click();
    await dialog.waitFor({ state: 'detached' });
  }

  see(text: string | RegExp): Promise<void> {
    return this.page.getByText(text).first().waitFor();
  }

  leave(): Promise<void> {
    return this.context.close();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
