import type { AddressInfo, Socket } from 'node:net';
import type { ExecutionContext } from 'ava';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** An SMTP server on this computer, gone when the test ends. */
export interface Mailserver {
  readonly port: number;
  /** The messages that came, in order, whatever was answered. */
  readonly seen: readonly { to: string; subject: string; messageId: string }[];
  /** How many connections are open. */
  readonly open: number;
}

/** An answer of the server that refuses something. */
export function refusal(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

/**
 * Starts a server.
 *
 * @param judge - what is answered to a message, or null when it is accepted
 */
export async function startServer(
  t: ExecutionContext,
  options: SMTPServerOptions = {},
  judge: () => Error | null = () => null,
): Promise<Mailserver> {
  const seen: { to: string; subject: string; messageId: string }[] = [];
  const sockets = new Set<Socket>();
  const server = new SMTPServer({
    disableReverseLookup: true,
    authOptional: true,
    hideSTARTTLS: true,
    logger: false,
    closeTimeout: 10,
    onData: (stream, { envelope }, callback) => {
      PostalMime.parse(ReadableStream.from(stream)).then(({ subject = '', messageId = '' }) => {
        const answer = judge();
        seen.push({ to: envelope.rcptTo.map(({ address }) => address).join(), subject, messageId });
        callback(answer);
      }, callback);
    },
    ...options,
  });
  // A client that hangs up is what some tests are about.
  server.on('error', () => {});
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise<void>((resolve) => server.close(resolve));
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    seen,
    get open() {
      return sockets.size;
    },
  };
}
