import type { DeliveryReport, OutboundContent } from '@mapi-kit/sdk/transport';
import type { NodemailerError } from 'nodemailer';

/** A delivery that the server accepted for some: for whom it failed for good, and for whom to try again. */
export function reportOfRefusals(refusals: readonly NodemailerError[]): DeliveryReport {
  const failed = refusals
    .filter(isFinal)
    .map((refusal) => ({ address: addressOf(refusal), reason: reasonOf(refusal) }));
  return { failed, later: refusals.filter((refusal) => !isFinal(refusal)).map(addressOf) };
}

/**
 * A delivery that the server accepted for nobody: for whom it failed for good.
 *
 * @throws the error when that is nobody: the whole message is tried again then
 */
export function reportOfFailure(error: unknown, message: OutboundContent): DeliveryReport {
  const { rejectedErrors = [], command, ...refusal } = error as Refusal;
  if (command === 'RCPT TO' && rejectedErrors.some(isFinal)) return reportOfRefusals(rejectedErrors);
  if (command === 'RCPT TO' || !isFinal(refusal)) throw error;
  return refusalForAll(message, reasonOf(error as NodemailerError));
}

/** A message that can be sent to nobody. */
export function refusalForAll({ recipients }: OutboundContent, reason: string): DeliveryReport {
  return { failed: recipients.map(({ address }) => ({ address, reason })) };
}

type Refusal = Pick<NodemailerError, 'code' | 'responseCode' | 'command' | 'rejectedErrors'>;

/** Trying again would give the same answer; a server that wants to be logged on to (530) will get it one day. */
function isFinal({ code, responseCode }: Refusal): boolean {
  // Trouble with the connection or the logon is never the message's fault.
  if (code !== 'EENVELOPE' && code !== 'EMESSAGE') return false;
  // Without a reply it is nodemailer that cannot put such an address, or so large a message, to this server.
  return responseCode === undefined || (responseCode >= 500 && responseCode !== 503 && responseCode !== 530);
}

function reasonOf({ response, message }: NodemailerError): string {
  return response ?? message;
}

function addressOf({ recipient = '' }: NodemailerError): string {
  return recipient;
}
