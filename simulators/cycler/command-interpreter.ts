/** One conversation with the tester: a line in, a reply line out, or none. */
import { CodecError } from '../../drivers/scpi-cycler/codec/scpi-text.js';
import type { ScpiError } from '../../drivers/scpi-cycler/codec/system.js';
import type { Call, Question, Session, Setting } from './commands/command.js';
import { jobQuestions, jobSettings } from './commands/job-commands.js';
import { programQuestions, programSettings } from './commands/program-commands.js';
import { systemQuestions, systemSettings } from './commands/system-commands.js';
import { Refusal } from './error-queue.js';

const QUESTIONS = new Map<string, Question>([...systemQuestions, ...programQuestions, ...jobQuestions]);
const SETTINGS = new Map<string, Setting>([...systemSettings, ...programSettings, ...jobSettings]);

export class CommandInterpreter {
  constructor(private readonly session: Session) {}

  /** Carries one line out. What goes wrong ends up in the error queue, never in an exception. */
  async execute(line: string): Promise<string | undefined> {
    const call = parse(line);
    if (!call) return undefined;
    try {
      const question = QUESTIONS.get(call.header);
      if (question) return question(this.session, call);
      const setting = SETTINGS.get(call.header);
      if (!setting) throw new Refusal(-113, 'Undefined header', call.header);
      await setting(this.session, call);
    } catch (error) {
      this.session.errors.push(scpiError(error));
    }
    return undefined;
  }

  /** A line was longer than the input buffer and was thrown away. */
  overrun(): void {
    this.session.errors.push({ code: -363, text: 'Input buffer overrun' });
  }
}

const CHANNEL = /CHAN(\d{1,4})/;

/** An empty line is no command. The channel in a header becomes `CHAN#`. */
function parse(line: string): Call | undefined {
  const [, written = '', text = ''] = /^\s*(\S+)\s*(.*?)\s*$/.exec(line) ?? [];
  const header = written.toUpperCase();
  const [, channel = '0'] = CHANNEL.exec(header) ?? [];
  return header === ''
    ? undefined
    : { header: header.replace(CHANNEL, 'CHAN#'), text, channel: Number(channel) };
}

function scpiError(error: unknown): ScpiError {
  if (error instanceof Refusal) return { code: error.code, text: error.message };
  if (error instanceof CodecError) return { code: -102, text: `Syntax error;${error.message}` };
  const reason = error instanceof Error ? error.message : String(error);
  return { code: -300, text: `Device-specific error;${reason}` };
}
