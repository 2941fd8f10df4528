/** Whether this computer sounds for alarms: switched on by a person, and kept here. */
import { signal } from '@preact/signals';

const KEY = 'interphase.sound';

export const isSoundOn = signal(localStorage.getItem(KEY) === 'on');
/** Browsers play nothing on a page that nobody has touched yet. */
export const isSoundBlocked = signal(false);

export function switchSound(isOn: boolean): void {
  isSoundOn.value = isOn;
  localStorage.setItem(KEY, isOn ? 'on' : 'off');
  // One can hear what one has switched on.
  if (isOn) beep(1);
}

let context: AudioContext | undefined;
let isWaiting = false;

/** What cannot be played yet is played once, as soon as the page was touched. */
export function beep(times: number): void {
  context ??= new AudioContext();
  if (isWaiting) return;
  isWaiting = true;
  const output = context;
  isSoundBlocked.value = output.state !== 'running';
  void output.resume().then(() => {
    isWaiting = isSoundBlocked.value = false;
    play(output, times);
  });
}

const BEEP_S = 0.12;
const EVERY_S = 0.3;
const PITCH_HZ = 880;
const LOUDNESS = 0.2;

function play(output: AudioContext, times: number): void {
  for (let k = 0; k < times; k++) {
    const [tone, volume] = [output.createOscillator(), output.createGain()];
    const beginS = output.currentTime + k * EVERY_S;
    tone.frequency.value = PITCH_HZ;
    volume.gain.value = LOUDNESS;
    tone.connect(volume).connect(output.destination);
    tone.start(beginS);
    tone.stop(beginS + BEEP_S);
  }
}

for (const touch of ['pointerdown', 'keydown']) addEventListener(touch, () => void context?.resume());
