/** A port without wires: what is written is kept, what the instrument says is put in by hand. */
import type { LinePort, OpenPort, PortEvents } from '../../../drivers/transports/line-port.js';

export class FakePort implements LinePort {
  readonly written: string[] = [];
  /** Answers at once, when set. */
  answer: (line: string) => string | undefined = () => undefined;
  private gone = false;

  constructor(private readonly events: PortEvents) {}

  async write(text: string): Promise<void> {
    if (this.gone) throw new Error('write on a closed port');
    this.written.push(text);
    for (const line of text.split('\n').filter((each) => each !== '')) {
      const reply = this.answer(line);
      if (reply !== undefined) this.say(`${reply}\n`);
    }
  }

  say(text: string): void {
    this.events.data(Buffer.from(text, 'latin1'));
  }

  async close(): Promise<void> {
    this.unplug();
  }

  unplug(cause?: Error): void {
    if (this.gone) return;
    this.gone = true;
    this.events.closed(cause);
  }
}

/** Every open gives a new port; `set` prepares it. */
export function fakePorts(set: (port: FakePort, opened: number) => void = () => undefined) {
  const ports: FakePort[] = [];
  const open: OpenPort = async (events) => {
    const port = new FakePort(events);
    ports.push(port);
    set(port, ports.length);
    return port;
  };
  return { ports, open };
}

/** An instrument that answers the synchronisation and nothing else. */
export function inStep(line: string): string | undefined {
  return line.startsWith('SYNC ') ? line.slice(5) : undefined;
}

export const synchronisation = (token: string) => ({ question: `SYNC ${token}`, answer: token });
