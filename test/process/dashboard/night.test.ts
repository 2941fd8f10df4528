import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { browserPath } from '../../dashboard/browser.js';
import { WatchedLab, type Visitor } from './watched-lab.js';

const inBrowser = browserPath !== undefined && process.platform === 'linux' ? describe : describe.skip;
const QUIET_LAB = readFileSync(new URL('../quiet-lab.yaml', import.meta.url), 'utf8');

/** Somebody at home: takes the messages of the lab, or is out of reach. */
class Phone {
  readonly messages: string[] = [];
  private server: Server | undefined;
  port = 0;

  async switchOn(): Promise<void> {
    this.server = createServer((request, response) => {
      request.setEncoding('utf8');
      let text = '';
      request.on('data', (chunk: string) => (text += chunk));
      request.on('end', () => {
        this.messages.push(text);
        response.end();
      });
    }).listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  async switchOff(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((closed) => this.server?.close(closed));
  }
}

/** The robot hangs with a cell in the tester, and nobody is there. */
inBrowser('a lab at night', () => {
  const phone = new Phone();
  let lab: WatchedLab;
  let ada: Visitor;
  beforeAll(async () => {
    await phone.switchOn();
    const route = `{ kind: webhook, takes: high, url: "http://127.0.0.1:${phone.port}/" }`;
    lab = await WatchedLab.open({
      people: { ada: 'scientist' },
      answerWithinS: 7 * 86_400,
      speed: 10_000,
      lab: `${QUIET_LAB}\nalarms: { routes: { duty: ${route} } }\n`,
    });
    ada = await lab.signedIn('ada');
  });
  afterAll(async () => {
    await lab.close();
    await phone.switchOff();
  });

  it('human task: what was put onto the shelf is told with its lot and a photo, and the robot counts it', async () => {
    await ada.open('operate');
    const row = ada.page.getByRole('row', { name: /^coin-cell-kit/ });
    await row.getByRole('button', { name: 'Refill' }).click();
    const dialog = ada.page.getByRole('dialog');
    await dialog.getByLabel('coin-cell-kit put onto the shelf, pieces').fill('12');
    await dialog.getByLabel('Lot, as its label says').fill('K-9');
    const buffer = await ada.page.screenshot();
    await dialog.getByLabel(/Photo/).setInputFiles({ name: 'label.png', mimeType: 'image/png', buffer });
    const before = Number.parseInt((await row.textContent())!.replace(/\D+/, ''), 10);
    await dialog.getByRole('button', { name: 'Refill' }).click();
    await dialog.waitFor({ state: 'detached' });
    await ada.page.getByRole('row', { name: `coin-cell-kit ${before + 12} pieces` }).waitFor();
    await ada.open('audit');
    const entry = ada.page.getByRole('row', { name: /ada.*refill coin-cell-kit 12 1 K-9.*photo/ });
    await entry.getByRole('link', { name: 'photo' }).click();
    await ada.page.locator('img').waitFor();
    await ada.page.goBack();
  });

  it('notifications: who is on duty is told what is up; a message that does not arrive is an alarm of its own', async () => {
    await ada.button('Approve').first().click();
    await lab.agent.says(/begins to cycle/);
    process.kill(lab.place.memberPid('robot'), 'SIGSTOP');
    while (!phone.messages.some((text) => text.includes('An instrument cannot be reached')))
      await ada.page.waitForTimeout(100);
    await ada.open('alarms');
    await ada.page.getByRole('row', { name: /duty .*instrument-unreachable.robot .*HTTP 200/ }).waitFor();
    await ada.button('Test').click();
    await ada.page.getByRole('row', { name: /duty .*test .*HTTP 200/ }).waitFor();
    await phone.switchOff();
    process.kill(lab.place.memberPid('station'), 'SIGSTOP');
    await ada.see('Messages to people do not arrive');
    await ada.see(/interphase alarms test/);
    await phone.switchOn();
    const isOfStation = (text: string): boolean =>
      /instrument-unreachable\.station|station cannot/.test(text);
    while (!phone.messages.some(isOfStation)) await ada.page.waitForTimeout(100);
    process.kill(lab.place.memberPid('station'), 'SIGCONT');
    await ada.page.getByRole('row', { name: /duty .*not taken after 3 tries/ }).waitFor();
  });

  it('human task: a question says what each answer means and what happens without one; an answer is carried out', async () => {
    const question = ada.page.getByText(/the cell of E0001 could not be taken away .*: is it in /);
    await question.waitFor({ timeout: 150_000 });
    await ada.see(/try-again if nobody answers by/);
    process.kill(lab.place.memberPid('robot'), 'SIGCONT');
    await ada.button(/^try-again/).click();
    await ada.see('the instruments are asked, and may try once more to take the cell away');
    await ada.because('the robot is back');
    await question.waitFor({ state: 'detached' });
    await ada.open('audit');
    await ada.page.getByRole('row', { name: /ada.*answer.*the robot is back/ }).waitFor();
  });
});
