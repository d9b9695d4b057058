import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SMTPServer, SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import { itemOfRefused } from '../../recording/item-names.js';
import { itemOfMail } from '../../recording/mail.js';
import { withoutAdditions } from '../../recording/mail-additions.js';
import type { FarSideMode } from '../../scenarios/scenario.js';
import type { FarSide, OfferedMail } from './far-side.js';
import type { FarSideLog } from './far-side-log.js';
import { writeMime } from './offered-mail.js';
import { promptServer } from './prompt-server.js';
import { readMime } from './read-mime.js';

const HOST = '127.0.0.1';
/** How long the slow server takes for each message, in milliseconds. */
const SLOW_MS = 200;

type MimeParser = typeof import('postal-mime').default;

/** What the server says no with. */
function reply(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

/**
 * The far side that is used unless another one is named: an SMTP server, and for each session a folder in which inbound
 * mail lies as `.eml` files. A file that is gone from there is fetched, wherever it went.
 *
 * The settings are `smtpHost`, `smtpPort`, `maildrop`, and `from`, since the messages of the harness name no sender.
 */
export class SmtpFarSide implements FarSide {
  readonly refuses = true;
  readonly offersAny = true;
  readonly #log: FarSideLog;
  readonly #folder: string;
  readonly #sockets = new Set<Socket>();
  /** The files in which mail was offered, and the items in them. */
  readonly #offered = new Map<string, string>();
  #server: Server | undefined;
  #smtp: Promise<SMTPServer> | undefined;
  #port = 0;
  #mode: FarSideMode = 'normal';

  private constructor(log: FarSideLog, folder: string) {
    this.#log = log;
    this.#folder = folder;
  }

  /**
   * Starts it, on a port that is free.
   *
   * @param log - gets what arrives
   * @param folder - for inbound mail
   * @param sessions - how many sessions fetch mail
   */
  static async start(log: FarSideLog, folder: string, sessions: number): Promise<SmtpFarSide> {
    const farSide = new SmtpFarSide(log, folder);
    for (let session = 0; session < sessions; session += 1) mkdirSync(farSide.#maildrop(session), { recursive: true });
    await farSide.#listen();
    return farSide;
  }

  settings(session: number): Readonly<Record<string, string>> {
    return {
      smtpHost: HOST,
      smtpPort: String(this.#port),
      maildrop: this.#maildrop(session),
      from: 'user@example.org',
    };
  }

  async setMode(mode: FarSideMode): Promise<void> {
    if (mode === this.#mode) return;
    this.#mode = mode;
    this.#log.mode(mode);
    this.#disconnect();
    if (mode === 'unreachable') await this.#close();
    else if (this.#server === undefined) await this.#listen();
  }

  async offer(mail: readonly OfferedMail[]): Promise<void> {
    for (const offered of mail) {
      const { item, session, copy = 1 } = offered;
      const file = join(this.#maildrop(session), `${item}${copy === 1 ? '' : `.${copy}`}.eml`);
      this.#log.offered(item, offered);
      this.#offered.set(file, item);
      // Whole or not at all: the transport of a life that has begun may be looking.
      writeFileSync(`${file}.part`, writeMime(offered));
      renameSync(`${file}.part`, file);
    }
  }

  /** Only what lies where it was offered: mail that the transport has moved elsewhere it has taken. */
  async waiting(): Promise<readonly string[]> {
    return [...this.#offered].filter(([file]) => existsSync(file)).map(([, item]) => item);
  }

  async stop(): Promise<void> {
    this.#disconnect();
    await this.#close();
  }

  #maildrop(session: number): string {
    return join(this.#folder, `maildrop-${session + 1}`);
  }

  async #listen(): Promise<void> {
    const server = createServer((socket) => this.#connected(socket));
    server.on('error', () => {});
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, HOST, resolve);
    });
    const address = server.address();
    if (address !== null && typeof address === 'object') this.#port = address.port;
    this.#server = server;
  }

  #connected(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => {});
    // It has accepted, and that is all it will ever do.
    if (this.#mode === 'silent') return;
    this.#smtp ??= this.#startSmtp();
    this.#smtp.then(
      (smtp) => smtp.server.emit('connection', socket),
      () => socket.destroy(),
    );
  }

  /** Loaded with the first connection: most certifications have none. */
  async #startSmtp(): Promise<SMTPServer> {
    const [{ SMTPServer: Server }, { default: PostalMime }] = await Promise.all([
      import('smtp-server'),
      import('postal-mime'),
    ]);
    const smtp = promptServer(Server, {
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      logger: false,
      onMailFrom: (_address, _session, callback) => callback(this.#mode === 'refusing' ? reply(451, 'not now') : null),
      onRcptTo: ({ address }, _session, callback) => callback(this.#objectionTo(address)),
      onData: (stream, session, callback) => this.#receive(stream, session, PostalMime, callback),
    });
    smtp.on('error', () => {});
    return smtp;
  }

  /** Why a recipient is not taken; null: he is. */
  #objectionTo(address: string): Error | null {
    if (this.#log.postpones(address)) return reply(451, '4.2.0 come again later');
    if (itemOfRefused(address) === null) return null;
    this.#log.refused(address);
    return reply(550, '5.1.1 there is nobody of that name');
  }

  /** Gets the message itself, and answers; the cutting server ends the connection before it has all of it. */
  #receive(
    stream: SMTPServerDataStream,
    { envelope, remotePort }: SMTPServerSession,
    PostalMime: MimeParser,
    callback: (error?: Error | null) => void,
  ): void {
    const chunks: Buffer[] = [];
    let isCut = false;
    stream.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      if (this.#mode !== 'cutting') return;
      if (!isCut) this.#log.cut();
      isCut = true;
      this.#disconnect();
    });
    stream.on('end', () => {
      // All of the message may have come with the chunk at which the connection was cut.
      if (isCut) return;
      const recipients = envelope.rcptTo.map(({ address }) => address);
      this.#accept(Buffer.concat(chunks), recipients, PostalMime).then(
        (item) => this.#answer(remotePort, item, callback),
        (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
      );
    });
  }

  async #accept(bytes: Buffer, recipients: readonly string[], PostalMime: MimeParser): Promise<string | null> {
    if (this.#mode === 'slow') await sleep(SLOW_MS);
    const { messageId, mail } = await readMime(bytes, PostalMime);
    this.#log.delivered(messageId, { ...mail, recipients });
    return itemOfMail(withoutAdditions(mail).mail.subject, recipients);
  }

  /**
   * Answers, and writes down whether the answer was read: whoever is still there when it comes, and then goes on talking or
   * leaves in order, has read it.
   */
  #answer(remotePort: number, item: string | null, answer: () => void): void {
    const socket = [...this.#sockets].find((each) => each.remotePort === remotePort);
    // Somebody who has given up may have hung up already: that is seen in the next turn.
    setImmediate(() => {
      const isThere = socket !== undefined && !socket.destroyed && !socket.readableEnded;
      answer();
      if (!isThere || item === null) return;
      let isRead = false;
      const read = (): void => {
        if (!isRead) this.#log.answered(item);
        isRead = true;
      };
      socket.once('data', read);
      socket.once('end', read);
    });
  }

  #disconnect(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
  }

  async #close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server !== undefined) await new Promise((resolve) => server.close(resolve));
  }
}
