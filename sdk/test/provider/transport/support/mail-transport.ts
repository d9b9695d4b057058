import { PR_STATUS_CODE } from '#src/contract/property-tags.js';
import { PROP_ID } from '#src/contract/property-types.js';
import { AbstractTransport } from '#src/provider/transport/abstract-transport.js';
import type { OutboundMessage } from '#src/provider/transport/outbound-message.js';
import type { SubmitAnswer } from '#src/provider/transport/submit-answer.js';
import type { FakeSupport } from './fake-support.js';

export class MailTransport extends AbstractTransport {
  protected addressTypes(): readonly string[] {
    return ['SMTP'];
  }
  protected submit(_message: OutboundMessage): SubmitAnswer {
    return 'sent';
  }
}

/** A transport whose submit is the function given. */
export function submitting(submit: (message: OutboundMessage) => SubmitAnswer): typeof MailTransport {
  return class extends MailTransport {
    protected override submit(message: OutboundMessage): SubmitAnswer {
      return submit(message);
    }
  };
}

export function statusCode(support: FakeSupport): number {
  return support.statusRow.get(PROP_ID(PR_STATUS_CODE))?.value as number;
}
