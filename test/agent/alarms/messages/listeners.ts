/** Servers for messages on this computer: what they were sent, and what they are to answer. */
import { createServer as createHttp, type IncomingHttpHeaders, type Server as HttpServer } from 'node:http';
import { createServer as createSmtp, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

async function listening(server: Server | HttpServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

export class WebServer {
  readonly requests: Request[] = [];
  status = 200;
  headers: Record<string, string> = {};
  private readonly server = createHttp((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      this.requests.push({ method, path, headers, body });
      response.writeHead(this.status, this.headers).end('thank you');
    });
  });

  private constructor() {
    this.server.unref();
  }

  url = '';

  static async start(): Promise<WebServer> {
    const web = new WebServer();
    web.url = `http://127.0.0.1:${await listening(web.server)}`;
    return web;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** As much of SMTP (RFC 5321, AUTH LOGIN and PLAIN of RFC 4954) as a client needs to leave a mail. */
export class MailServer {
  readonly mails: string[] = [];
  readonly logins: string[] = [];
  /** What it says to a login. */
  toLogin = '235 welcome';
  port = 0;
  private readonly server = createSmtp((socket) => {
    this.serve(socket);
  });

  static async start(): Promise<MailServer> {
    const mail = new MailServer();
    mail.port = await listening(mail.server);
    return mail;
  }

  async close(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }

  private serve(socket: Socket): void {
    const say = (line: string): void => void socket.write(`${line}\r\n`);
    let mail: string[] | undefined;
    socket.on('error', () => undefined);
    createInterface({ input: socket }).on('line', (line) => {
      if (mail && line !== '.') mail.push(line);
      else if (mail) {
        this.mails.push(mail.join('\n'));
        mail = undefined;
        say('250 taken as 42');
      } else if (line === 'DATA') {
        mail = [];
        say('354 go on');
      } else say(this.answer(line));
    });
    say('220 test');
  }

  private answer(line: string): string {
    if (/^EHLO/i.test(line)) return '250-test\r\n250 AUTH PLAIN';
    if (/^AUTH PLAIN /i.test(line)) {
      this.logins.push(Buffer.from(line.slice('AUTH PLAIN '.length), 'base64').toString());
      return this.toLogin;
    }
    if (/^STARTTLS/i.test(line)) return '502 not here';
    return /^QUIT/i.test(line) ? '221 bye' : '250 ok';
  }
}
