import type { SMTPServer, SMTPServerOptions } from 'smtp-server';

/**
 * Makes an SMTP server that greets at once, out of the class of smtp-server, which is loaded late.
 *
 * smtp-server holds its greeting back for 100 ms, to find clients that talk too soon. Here that would be most of the time of a
 * transport that connects anew for each message. Where a later version has no such method, it is only slower.
 */
export function promptServer(Server: typeof SMTPServer, options: SMTPServerOptions): SMTPServer {
  class PromptServer extends Server {
    override connect(...args: Parameters<SMTPServer['connect']>): void {
      super.connect(...args);
      const connection = [...this.connections].at(-1) as { connectionReady?: () => void } | undefined;
      const greet = connection?.connectionReady?.bind(connection);
      if (connection === undefined || greet === undefined) return;
      connection.connectionReady = () => {};
      setImmediate(greet);
    }
  }
  return new PromptServer(options);
}
