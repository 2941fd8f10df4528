import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { browserPath } from '../../dashboard/browser.js';
import { strike } from '../lab-control.js';
import { Cable } from './cable.js';
import { WatchedLab, type Visitor } from './watched-lab.js';

const inBrowser = browserPath !== undefined && process.platform === 'linux' ? describe : describe.skip;

/**
 * One lab, in the order of a shift: proposals, a failure and its alarm, work under way, people in the lab, and what can be
 * lost: heartbeat, broker, network, agent.
 */
inBrowser('the page of a running lab', () => {
  let lab: WatchedLab;
  let ada: Visitor;
  let olga: Visitor;
  beforeAll(async () => {
    lab = await WatchedLab.open({ people: { ada: 'scientist', olga: 'operator' } });
    ada = await lab.signedIn('ada');
    olga = await lab.signedIn('olga');
  });
  afterAll(() => lab.close());
  afterEach(async () => {
    await ada.open('lab');
    await olga.open('lab');
    ada.clicks = olga.clicks = 0;
  });

  it('roles: a wrong password is refused in the same words for whoever there is and whoever there is not', async () => {
    const stranger = await lab.visitor();
    const answers: string[] = [];
    for (const name of ['ada', 'nobody']) {
      await stranger.page.getByLabel('Name').fill(name);
      await stranger.page.getByLabel('Password').fill('not the password');
      await stranger.button('Sign in').click();
      answers.push((await stranger.page.getByRole('alert').textContent()) ?? '');
      await stranger.page.reload();
    }
    expect(answers[0]).toMatch(/password/);
    expect(answers[1]).toBe(answers[0]);
    expect(await stranger.page.textContent('body')).not.toContain('Quiet lab');
    await stranger.leave();
  });

  it('roles: an operator is shown that deciding takes a scientist, and cannot', async () => {
    const approve = olga.button('Approve').first();
    await approve.waitFor();
    expect(await approve.isDisabled()).toBe(true);
    expect(await approve.getAttribute('title')).toBe('takes the role scientist; yours is operator');
  });

  it.each([1280, 360])(
    'status bar: mode, broker, heartbeat, clock and STOP ALL on every page, %d px',
    async (width) => {
      const visitor = await lab.signedIn('olga', { width });
      for (const page of [
        'lab',
        'campaign',
        'experiment',
        'queue',
        'alarms',
        'operate',
        'audit',
        'settings',
      ]) {
        await visitor.open(page);
        const bar = visitor.page.getByRole('banner');
        await bar.getByText('running').waitFor();
        await bar.getByText(/broker ok · agent \d s ago · \d+:\d\d/).waitFor();
        expect(await visitor.button(/STOP ALL/).isEnabled()).toBe(true);
        const overflow = await visitor.page.evaluate('document.documentElement.scrollWidth');
        expect({ page, overflow }).toEqual({ page, overflow: width });
      }
      await visitor.leave();
    },
  );

  it('instrument tiles: value with unit, age, link and owner', async () => {
    const tile = olga.page.locator('section.card', { hasText: 'Cycler' }).first();
    await tile.getByText('°C').waitFor();
    expect(await tile.textContent()).toMatch(/auto.*\d °C.*chamber temperature\d+ s/);
  });

  it('why this experiment: recipe, reason, seed and data before anybody decides', async () => {
    await ada.page.getByRole('link', { name: 'Why', exact: true }).first().click();
    const why = ada.page.locator('section.card', { hasText: 'Why this experiment' });
    await why.getByText(/decided before the run; data [0-9a-f]{4}, seed/).waitFor();
    await ada.page.getByRole('heading', { name: 'P0001' }).waitFor();
    expect(await ada.page.textContent('main')).toMatch(/P0001.*EC 0\.\d+ · EMC 0\.\d+/);
  });

  it('queue: of two browsers that reorder, the second gets "queue changed"', async () => {
    const second = await lab.signedIn('ada');
    for (const { page } of [ada, second]) await page.evaluate('location.hash = "#/queue"');
    const runNext = ({ page }: Visitor, id: string) =>
      page.getByRole('row', { name: id }).getByRole('button', { name: 'Run next' });
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await second.page.route('**/verbs/move', async (route) => {
      await held;
      await route.continue();
    });
    await runNext(second, 'P0002').click();
    await runNext(ada, 'P0003').click();
    await ada.page.locator('tbody tr').first().getByText('P0003').waitFor();
    letGo();
    await second.see(/the queue has changed since/);
    for (const { page } of [ada, second])
      expect(await page.locator('tbody tr td:first-child').allTextContents()).toEqual([
        'P0003',
        'P0001',
        'P0002',
      ]);
    await second.leave();
  });

  it('queue: adds an experiment; what is wrong stands at its field, and what was entered stays', async () => {
    await ada.open('queue');
    await ada.button('Add an experiment').click();
    const dialog = ada.page.getByRole('dialog');
    for (const [name, value] of Object.entries({ EC: '0.3', EMC: '0.7', VC: '9', LiPO2F2: '0.52' }))
      await dialog.getByLabel(name, { exact: true }).fill(value);
    await dialog.getByLabel('Reason').fill('a hunch');
    await dialog.getByLabel('Reason').press('Tab');
    await ada.page.keyboard.press('Tab');
    await ada.page.keyboard.press('Enter');
    await dialog.getByText('expected 0 to 3 %, got 9').waitFor();
    const wrong = dialog.getByLabel('VC', { exact: true });
    expect(await wrong.evaluate('document.activeElement.name')).toBe('additive.VC');
    expect(await wrong.getAttribute('aria-invalid')).toBe('true');
    await wrong.fill('2');
    await wrong.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await ada.see(/H0004 waits for a decision.*the lab works in steps: additive.LiPO2F2 0.52 -> 0.5 %/);
    const row = olga.page.getByRole('row', { name: 'H0004' });
    await olga.open('queue');
    await row.getByText(/by hand, ada: a hunch/).waitFor();
    await row.getByText('EC 0.3 · EMC 0.7 · VC 2 · LiPO2F2 0.5').waitFor();
    expect(await olga.button('Add an experiment').isDisabled()).toBe(true);
  });

  it('queue: of two browsers that edit, the second gets "queue changed", and its entries are still there', async () => {
    const second = await lab.signedIn('ada');
    const edit = async ({ page }: Visitor, value: string) => {
      await page.evaluate('location.hash = "#/queue"');
      await page.getByRole('row', { name: 'P0001' }).getByRole('button', { name: 'Edit' }).click();
      await page.getByRole('dialog').getByLabel('VC', { exact: true }).fill(value);
    };
    await edit(second, '0.7');
    await edit(ada, '1.2');
    await ada.because('more of it');
    const ids = 'tbody tr td:first-child';
    await ada.page.locator(ids).getByText('H0005').waitFor();
    await second.page.locator(ids).getByText('H0005').waitFor();
    const dialog = second.page.getByRole('dialog');
    await dialog.locator('button.primary').click();
    await dialog.getByText(/the queue has changed since/).waitFor();
    expect(await dialog.getByLabel('VC', { exact: true }).inputValue()).toBe('0.7');
    for (const { page } of [ada, second])
      expect(await page.locator(ids).allTextContents()).toEqual(['P0003', 'H0005', 'P0002', 'H0004']);
    await ada.see(/in the place of P0001 \(additive.VC [\d.]+ -> 1.2 %\): more of it/);
    await second.leave();
  });

  it('stranger: rejects the next proposal with a reason in at most 3 clicks; the audit trail has both', async () => {
    await ada.button('Reject').first().click();
    await ada.because('DMC smells off today');
    expect(ada.clicks).toBeLessThanOrEqual(3);
    await ada.open('audit');
    const row = ada.page.getByRole('row', { name: /DMC smells off today/ });
    expect(await row.textContent()).toMatch(/ada.*reject P0003/);
  });

  it('failures, optimisation progress: what failed says where, why and by whom, and is a cross beside the best so far', async () => {
    await strike(lab.place.data, { instrument: 'robot', fault: 'dispensing-error' });
    await ada.button('Approve').first().click();
    await ada.open('campaign');
    await ada.page.locator('svg:not(.recipes) a[href="#/experiment/E0001"] path').waitFor();
    await ada.see('machine');
    await ada.see('dispensing error');
  });

  it('parallel coordinates: the recipe of what failed is a line with a cross, told in words with units', async () => {
    await ada.open('campaign');
    const card = ada.page.locator('section.card', { hasText: 'Recipes' });
    await card.getByRole('link', { name: /^E0001: failed: dispensing error/ }).focus();
    await card
      .locator('.pointed')
      .getByText(/failed: dispensing error .* kg\/kg/)
      .waitFor();
    await ada.page.locator('section.card', { hasText: 'z-scores' }).waitFor();
  });

  it('stranger: finds why the last experiment failed in at most 3 clicks', async () => {
    await olga.page.getByRole('link', { name: 'Experiments' }).click();
    const last = olga.page.getByRole('row', { name: /failed/ }).first();
    await last.getByRole('link').click();
    await olga.see(/Failed: dispensing error/);
    await olga.see(/off by [\d.]+ tolerances/);
    expect(olga.clicks).toBeLessThanOrEqual(3);
  });

  it('alarms: what is up is on every screen with what to do, and in the title of the window', async () => {
    await olga.see('The campaign is paused after repeated failures');
    await olga.see(/mend the instrument, then resume/);
    await olga.page.waitForFunction('document.title === "(1) Interphase"');
    await ada.page.waitForFunction('document.title === "(1) Interphase"');
  });

  it('stranger: acknowledges and shelves an alarm in at most 3 clicks; the other screen follows', async () => {
    await olga.button('Shelve').click();
    await olga.because('the robot is being looked at');
    expect(olga.clicks).toBeLessThanOrEqual(3);
    while ((await ada.page.title()) !== 'Interphase') await ada.page.waitForTimeout(100);
    await ada.open('alarms');
    await ada.page.getByRole('row', { name: /shelved until/ }).waitFor();
    await ada.button('Unshelve').click();
    await ada.button('Acknowledge').first().click();
    await ada.page
      .getByRole('row', { name: /acknowledged/ })
      .first()
      .waitFor();
  });

  it('alarms: the history says what came and who did what about it, and a sound can be switched on', async () => {
    await ada.open('alarms');
    const history = ada.page.locator('section.card', { hasText: 'History' });
    for (const told of [/acknowledged by ada/, /unshelved by ada/, /shelved by olga until/, /^came$/])
      await history.getByText(told).first().waitFor();
    await history.getByText('the robot is being looked at').waitFor();
    await history.getByRole('combobox', { name: 'Priority' }).selectOption('critical');
    await history.getByText('No alarm has come yet.').waitFor();
    await ada.button('Sound off').click();
    await ada.button('Sound on').click();
  });

  it('alarms: all that are shown are acknowledged in one confirmed click, and each is in the history', async () => {
    const members = [lab.place.memberPid('robot'), lab.place.memberPid('station')];
    for (const pid of members) process.kill(pid, 'SIGSTOP');
    await olga.open('alarms');
    const all = olga.button(/Acknowledge all \d/);
    await all.waitFor({ timeout: 60_000 });
    await all.click();
    await olga.because('both were unplugged');
    for (const pid of members) process.kill(pid, 'SIGCONT');
    const history = olga.page.locator('section.card', { hasText: 'History' });
    await history.getByText('both were unplugged').nth(1).waitFor();
    await ada.page.waitForFunction('document.title === "Interphase"');
  });

  it('pause and resume: the mode is the same on every screen', async () => {
    await olga.page.getByRole('banner').getByText('paused').waitFor();
    await olga.open('operate');
    await olga.button('Resume').click();
    await ada.page.getByRole('banner').getByText('running').waitFor();
  });

  it('current experiment: step n of N, progress, and an end with its range', async () => {
    for (let n = 0; n < 2; n += 1) {
      await ada.button('Approve').first().click();
      await ada.page.waitForTimeout(300);
    }
    const row = ada.page.locator('table tbody tr').first();
    await row.getByText(/\d+\/10/).waitFor();
    await row.getByRole('progressbar').waitFor();
    expect(await row.locator('[title*="between"]').count()).toBe(1);
  });

  it('live curves: voltage and current of the cell that cycles', async () => {
    await ada.page.locator('table tbody a').first().click();
    await ada.see('Signals');
    await ada.page.locator('canvas').first().waitFor();
  });

  it('dQ/dV and cycle overlay: cycles of the cell laid over each other, read at a cursor with units', async () => {
    await ada.open('experiment');
    await ada.page
      .getByRole('row', { name: /completed|running/ })
      .last()
      .getByRole('link')
      .click();
    const card = ada.page.locator('section.card', { hasText: 'dQ/dV' });
    await card
      .getByText(/cycle 1, charge/)
      .first()
      .waitFor();
    const cursor = card.getByLabel('Cursor of dQ/dV over voltage, V');
    await cursor.press('ArrowRight');
    await card.getByText(/voltage [\d.]+ V/).waitFor();
    await card.getByLabel('Cursor of Voltage over capacity, mAh').waitFor();
  });

  it('stranger: pauses after the current step in at most 3 clicks', async () => {
    await olga.page.getByRole('link', { name: 'Operate' }).click();
    await olga.button('Pause after the current step').click();
    await olga.because('shift change');
    expect(olga.clicks).toBeLessThanOrEqual(3);
    await ada.page.getByRole('banner').getByText('paused').waitFor();
    await olga.see('shift change (olga)');
    await olga.button('Resume').click();
    await ada.page.getByRole('banner').getByText('running').waitFor();
  });

  it('STOP ALL: asks once, makes everything safe, and keeps what was measured', async () => {
    await olga.button(/STOP ALL/).click();
    await olga.see(/not an emergency stop/);
    await olga.because('smell of electrolyte');
    await ada.page.getByRole('banner').getByText('stopped').waitFor();
    expect(lab.place.busyInstruments()).toEqual(new Set());
    await ada.open('experiment');
    await ada.see(/aborted/);
    await olga.open('operate');
    await olga.button('Resume').click();
    await ada.page.getByRole('banner').getByText('running').waitFor();
  });

  it('manual control: who takes an instrument over is named everywhere, and nobody else can give it back', async () => {
    await olga.open('operate');
    const robot = ({ page }: Visitor) => page.getByRole('row', { name: 'Robot' });
    await robot(olga).getByRole('button', { name: 'Take over' }).click();
    await olga.because('new gripper');
    await ada.page.locator('section.card', { hasText: 'Robot' }).getByText('taken over by olga').waitFor();
    await ada.open('operate');
    await robot(ada)
      .getByText(/olga: new gripper, until/)
      .waitFor();
    const breaking = robot(ada).getByRole('button', { name: 'Break the lock' });
    expect(await breaking.getAttribute('title')).toBe('takes the role admin; yours is scientist');
    await robot(olga).getByRole('button', { name: 'Give back' }).click();
    await robot(ada).getByText('the agent').waitFor();
  });

  it('audit trail: who did what, from where, with what reason and result', async () => {
    await ada.open('audit');
    await ada.page.getByLabel('Filter').fill('stop all');
    const asked = ada.page.getByRole('row', { name: /smell of electrolyte/ });
    await asked.waitFor();
    expect(await asked.textContent()).toMatch(
      /olga operator.*stop all.*asked.*smell of electrolyte.*rest 127\.0\.0\.1/,
    );
    await ada.page.getByRole('row', { name: /olga.*stop all.*done/ }).waitFor();
    expect(await ada.page.getByRole('row').count()).toBe(3);
  });

  it('stale: a heartbeat that stops is told within 6 s and a tick, and nothing can be asked', async () => {
    await olga.see(/agent [01] s ago/);
    process.kill(lab.agent.pid, 'SIGSTOP');
    const stoppedMs = Date.now();
    await olga.see('The agent is silent');
    // Seven seconds: six of the last beat's age, and a tick of the page's clock.
    expect(Date.now() - stoppedMs).toBeLessThanOrEqual(7500);
    await olga.page.locator('section.card.stale', { hasText: 'Robot' }).getByText('stale').waitFor();
    expect(await olga.button(/STOP ALL/).isDisabled()).toBe(true);
    expect(await olga.button(/STOP ALL/).getAttribute('title')).toBe('the agent cannot be asked now');
    process.kill(lab.agent.pid, 'SIGCONT');
    await olga.page.getByText('The agent is silent').waitFor({ state: 'detached' });
    expect(await olga.button(/STOP ALL/).isEnabled()).toBe(true);
  });

  it('broker killed: a banner of its own, and the page lives through the agent', async () => {
    // The lab switches a broker on again; a lab that is stopped does not.
    const broker = lab.place.memberPid('broker');
    process.kill(lab.place.labPid!, 'SIGSTOP');
    process.kill(broker, 'SIGKILL');
    await olga.see(/The MQTT broker is away/);
    await olga.see(/broker away · agent [0-3] s ago/);
    await olga.open('operate');
    await olga.button('Begin no experiment').click();
    await olga.because('no broker');
    await ada.page.getByRole('banner').getByText('paused').waitFor();
    process.kill(lab.place.labPid!, 'SIGCONT');
    await olga.see(/broker ok/);
    await olga.button('Resume').click();
    await ada.page.getByRole('banner').getByText('running').waitFor();
  });

  it('unplugged: a third banner, and the rest of the world goes on', async () => {
    const cable = await Cable.to(lab.port);
    const away = await lab.signedIn('olga', { port: cable.port });
    await cable.pull();
    await away.context.setOffline(true);
    await away.see(/This computer has lost its network/);
    expect(await away.button(/STOP ALL/).isDisabled()).toBe(true);
    expect(await olga.button(/STOP ALL/).isEnabled()).toBe(true);
    await cable.plug();
    await away.context.setOffline(false);
    await away.page.getByText(/lost its network/).waitFor({ state: 'detached' });
    await away.page.getByRole('banner').getByText('running').waitFor();
    await away.leave();
    await cable.pull();
  });

  it('agent killed: another banner; what was clicked is told as failed and not done after the restart', async () => {
    await ada.open('queue');
    const fresh = await oneMoreProposal(ada);
    const row = ada.page.getByRole('row', { name: fresh });
    await row.getByRole('button', { name: 'Reject' }).click();
    const dialog = ada.page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('clicked too late');
    lab.agent.kill('SIGKILL');
    await lab.agent.ended;
    await olga.see(/The agent does not answer/);
    expect(await olga.button(/STOP ALL/).isDisabled()).toBe(true);
    await dialog.locator('button.primary').click();
    await ada.see(/nothing is kept for later/);
    lab.start();
    // Log-ins end with the agent.
    await ada.see(/Your log-in has ended/);
    await ada.signIn('ada');
    await ada.open('queue');
    await row.getByRole('button', { name: 'Reject' }).waitFor();
    await ada.open('audit');
    await ada.page
      .getByRole('row', { name: /stop all/ })
      .first()
      .waitFor();
    expect(await ada.page.textContent('main')).not.toContain('clicked too late');
  });

  it('calibration: how often outcomes lay inside what was stored before the run, with n', async () => {
    await ada.open('campaign');
    const counted = ada.page.locator('section.card', { hasText: 'Coverage' }).getByText(/n = [1-9]/);
    const approve = ada.button('Approve').first();
    while ((await counted.count()) === 0) {
      if (await approve.isEnabled().catch(() => false)) await approve.click();
      await ada.page.waitForTimeout(200);
    }
    await ada.see(/\d+ % of outcomes inside the 90 % interval, n = [1-9]/);
    await ada.page.getByRole('cell', { name: '50 %' }).first().waitFor();
  });
});

/** Rejects one, for another to come: the time to decide is longest for what came last. */
async function oneMoreProposal(scientist: Visitor): Promise<string> {
  const ids = scientist.page.locator('tbody tr td:first-child');
  await ids.first().waitFor();
  const before = await ids.allTextContents();
  await scientist.button('Reject').first().click();
  await scientist.because('makes room');
  for (;;) {
    const fresh = (await ids.allTextContents()).find((id) => !before.includes(id));
    if (fresh !== undefined) return fresh;
    await scientist.page.waitForTimeout(50);
  }
}
