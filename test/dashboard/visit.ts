/** A page of a stub agent in a browser, as one test sees it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { browserPath, openBrowser } from './browser.js';
import { startStubAgent, type Said, type StubAgent } from './stub-agent.js';

const isBuilt = existsSync(join(import.meta.dirname, '../../dist/dashboard/index.html'));

/** Skipped where there is no browser, or no page was built. */
export const inBrowser = browserPath !== undefined && isBuilt ? describe : describe.skip;

export interface Opening {
  readonly hash?: string;
  readonly width?: number;
  /** What the browser is to do before the page is there. */
  readonly before?: (page: Page) => Promise<unknown>;
}

/** Each `open` leaves what the one before it had. */
export class Visitor {
  agent!: StubAgent;
  page!: Page;
  /** What the page threw. */
  readonly problems: string[] = [];
  private browser: Browser | undefined;

  async open(said: Said, { hash = '', width = 1280, before }: Opening = {}): Promise<Page> {
    await this.leave();
    this.browser ??= await openBrowser();
    this.agent = await startStubAgent(said);
    this.page = await this.browser.newPage({ viewport: { width, height: 800 } });
    this.page.on('pageerror', (error) => this.problems.push(error.message));
    await before?.(this.page);
    await this.page.goto(`${this.agent.address}#/${hash}`);
    return this.page;
  }

  async close(): Promise<void> {
    await this.leave();
    await this.browser?.close();
  }

  private async leave(): Promise<void> {
    await (this.page as Page | undefined)?.close();
    await (this.agent as StubAgent | undefined)?.close();
  }
}
