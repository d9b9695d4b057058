import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ExecutionContext } from 'ava';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';

/** A message as the server got it. */
export interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly email: Email;
  /** The message as it came, byte for byte. */
  readonly raw: Buffer;
}

/** An SMTP server on this computer, gone when the test ends. */
export interface Mailserver {
  readonly port: number;
  /** The settings that lead a transport to it. */
  readonly settings: { readonly smtpPort: string };
  /** The messages that were accepted, in order. */
  readonly accepted: readonly Received[];
  /** The messages that came, in order, whatever was answered. */
  readonly seen: readonly Received[];
  /** How many connections there have been. */
  readonly connections: number;
  /** How many connections are open. */
  readonly open: number;
  /** Closes all connections without a word. */
  cut(): void;
}

/** What becomes of a message that has come whole: accepted, or an answer with a code, or a cut, or nothing ever. */
export type Verdict = 'accept' | 'cut' | 'hang' | Error;

/** An answer of the server that refuses something. */
export function refusal(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

/**
 * Starts a server.
 *
 * @param judge - says what becomes of each message
 * @param port - a free one unless given
 */
export async function startServer(
  t: ExecutionContext,
  options: SMTPServerOptions = {},
  judge: (message: Received) => Verdict = () => 'accept',
  port = 0,
): Promise<Mailserver> {
  const accepted: Received[] = [];
  const seen: Received[] = [];
  const server = new SMTPServer({
    disableReverseLookup: true,
    authOptional: true,
    hideSTARTTLS: true,
    logger: false,
    closeTimeout: 10,
    onData: (stream, session, callback) => {
      read(stream).then(({ raw, email }) => {
        const message = { ...envelopeOf(session), email, raw };
        const verdict = judge(message);
        seen.push(message);
        if (verdict === 'cut') sockets.cut();
        else if (verdict === 'accept') {
          accepted.push(message);
          callback();
        } else if (verdict !== 'hang') callback(verdict);
      }, callback);
    },
    ...options,
  });
  // A client that hangs up is what some tests are about.
  server.on('error', () => {});
  const sockets = watch(server.server);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  t.teardown(() => {
    sockets.cut();
    return new Promise<void>((resolve) => server.close(resolve));
  });
  return answerOf(server.server, sockets, accepted, seen);
}

/** Starts a server that accepts connections and never says a word. */
export async function startSilentServer(t: ExecutionContext): Promise<Mailserver> {
  const server = createServer();
  const sockets = watch(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => {
    sockets.cut();
    server.close();
  });
  return answerOf(server, sockets, [], []);
}

/**
 * Starts a server that takes a message, does not answer, and does not hang up when the client has nothing more to say.
 *
 * @returns the server; `gone` tells whether the client takes no answer any more
 */
export async function startStubbornServer(
  t: ExecutionContext,
): Promise<Mailserver & { readonly taken: boolean; readonly gone: boolean }> {
  let taken = false;
  let gone = false;
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    let says: NodeJS.Timeout | undefined;
    socket.write('220 ready\r\n');
    socket.on('data', (chunk) => {
      const text = chunk.toString('latin1');
      if (taken) return;
      taken = /^DATA/m.test(text);
      socket.write(taken ? '354 go on\r\n' : '250 yes\r\n');
    });
    socket.on('end', () => {
      says = setInterval(() => socket.write('250-still here\r\n'), 5);
    });
    socket.on('close', () => {
      clearInterval(says);
      gone = true;
    });
  });
  const sockets = watch(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => {
    sockets.cut();
    server.close();
  });
  return Object.defineProperties(answerOf(server, sockets, [], []), {
    taken: { get: () => taken },
    gone: { get: () => gone },
  }) as Mailserver & { readonly taken: boolean; readonly gone: boolean };
}

/** A port on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

interface Sockets {
  count: number;
  readonly open: Set<Socket>;
  cut(): void;
}

function watch(server: Server): Sockets {
  const open = new Set<Socket>();
  const sockets: Sockets = {
    count: 0,
    open,
    cut: () => {
      for (const socket of open) socket.destroy();
    },
  };
  server.on('connection', (socket: Socket) => {
    sockets.count += 1;
    open.add(socket);
    // Read on, so that the end is noticed.
    socket.on('error', () => {}).on('close', () => open.delete(socket));
    if (server.listenerCount('connection') === 1) socket.resume();
  });
  return sockets;
}

function answerOf(server: Server, sockets: Sockets, accepted: Received[], seen: Received[]): Mailserver {
  const { port } = server.address() as AddressInfo;
  return {
    port,
    settings: { smtpPort: String(port) },
    accepted,
    seen,
    get connections() {
      return sockets.count;
    },
    get open() {
      return sockets.open.size;
    },
    cut: sockets.cut,
  };
}

function envelopeOf({ envelope }: SMTPServerSession): { from: string; to: string[] } {
  const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
  return { from, to: envelope.rcptTo.map(({ address }) => address) };
}

async function read(stream: Readable): Promise<{ readonly raw: Buffer; readonly email: Email }> {
  const raw = await buffer(stream);
  return { raw, email: await PostalMime.parse(raw, { forceRfc822Attachments: true }) };
}
