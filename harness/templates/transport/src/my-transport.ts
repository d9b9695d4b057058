// my-transport.ts
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AbstractQueueingTransport,
  type DeliveryReport,
  decodeStoredOutbound,
  encodeStoredOutbound,
  type OutboundContent,
  type OutboundRecipient,
  type StoredOutbound,
  transportProvider,
} from '@mapi-kit/sdk/transport';
import { createTransport, type NodemailerError, type SMTPSentMessageInfo, type Transporter } from 'nodemailer';

class MyTransport extends AbstractQueueingTransport {
  #server!: Transporter<SMTPSentMessageInfo>;

  // At logon: the data directory and the settings are known now. Connect to nothing.
  protected override open(): void {
    mkdirSync(this.dataDirectory, { recursive: true });
    this.#server = createTransport({
      host: this.setting('smtpHost'),
      port: Number(this.setting('smtpPort')),
      socketCloseTimeout: 0, // an aborted delivery hangs up at once
    });
  }

  protected override addressTypes(): string[] {
    return ['SMTP'];
  }

  // The outbox: durable when these return.
  #file(id: string): string {
    return join(this.dataDirectory, `${id}.message`);
  }
  protected override storeOutbound(record: StoredOutbound): void {
    writeFileSync(`${this.#file(record.id)}.new`, encodeStoredOutbound(record));
    renameSync(`${this.#file(record.id)}.new`, this.#file(record.id));
  }
  protected override removeOutbound(id: string): void {
    rmSync(this.#file(id));
  }
  protected override listOutbound(): StoredOutbound[] {
    const names = readdirSync(this.dataDirectory).filter((name) => name.endsWith('.message'));
    return names.map((name) => decodeStoredOutbound(readFileSync(join(this.dataDirectory, name))));
  }

  // The one hook that may wait. When it throws, the message stays in the outbox and is tried again.
  protected override async deliver(message: OutboundContent, signal: AbortSignal): Promise<DeliveryReport> {
    const from = message.sender?.address ?? this.setting('from');
    const named = (type: OutboundRecipient['type']) =>
      message.addressees.filter((one) => one.addressType === 'SMTP' && one.type === type);
    const mail = {
      messageId: message.messageId,
      envelope: { from, to: message.recipients.map(({ address }) => address) },
      // Who sends on behalf of somebody else is in Sender.
      from: message.representing ?? message.sender ?? from,
      ...(message.representing && { sender: from }),
      to: named('to'),
      cc: named('cc'),
      subject: message.subject,
      text: message.body,
      // With a type: by the name alone, *.eml and *.mht would become text of this message.
      attachments: message.attachments.map(({ name, data }) => ({
        filename: name,
        content: Buffer.from(data),
        contentType: 'application/octet-stream',
      })),
    };
    try {
      const { rejectedErrors = [] } = await this.#server.sendMail({ ...mail, signal });
      // It was accepted for the others: who is refused for good is reported, who is put off gets it later.
      const refused = rejectedErrors.map(({ recipient = '', response = '', permanent = false }) => ({
        address: recipient,
        reason: response,
        permanent,
      }));
      return {
        failed: refused.filter(({ permanent }) => permanent),
        later: refused.filter(({ permanent }) => !permanent).map(({ address }) => address),
      };
    } catch (error) {
      // Refused for good, for all: that is what the message or its recipients are, and not what the network is.
      const { code = '', permanent = false, response: reason = '' } = error as NodemailerError;
      if (!/^E(ENVELOPE|MESSAGE)$/.test(code) || !permanent) throw error;
      return { failed: message.recipients.map(({ address }) => ({ address, reason })) };
    }
  }

  protected override supportsFastShutdown(): boolean {
    return true; // QueryFastShutdown: S_OK
  }
}

export const XPProviderInit = transportProvider(MyTransport);
