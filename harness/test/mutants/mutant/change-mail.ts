import type { OutboundContent, OutboundRecipient, StoredOutbound } from '@mapi-kit/sdk/transport';
import { changeList, picked } from './change-list.js';
import { changeValue } from './change-value.js';
import type { LosingMutant, MailTarget, Operator } from './mutant.js';

/** A line of an outbox: a record, or one that goes. */
export type MailChange = { readonly put: StoredOutbound } | { readonly remove: string };

/** What is written by the shutdown, and what after it. */
export interface WrittenMail {
  readonly now: readonly MailChange[];
  readonly later: readonly MailChange[];
}

/** What a mutant makes durable of the changes of an outbox. */
export function changeMail(changes: readonly MailChange[], { target, operator }: LosingMutant): WrittenMail {
  if (target.part === 'mail') {
    const now = changes.map((change) =>
      'put' in change ? { put: changeRecord(change.put, target, operator) } : change,
    );
    return { now, later: operator === 'delay' ? changes : [] };
  }
  if (target.part !== 'object') return { now: changes, later: [] };
  const isAcknowledgement = (change: MailChange): boolean => !('put' in change) || change.put.state === 'delivered';
  const wanted = target.object === 'acknowledgement';
  const fitting = changes.flatMap((change, index) => (isAcknowledgement(change) === wanted ? [index] : []));
  const chosen = new Set(picked(fitting.length, target.pick).map((position) => fitting[position]));
  const isChosen = (_: MailChange, index: number): boolean => chosen.has(index);
  if (operator === 'drop' || operator === 'stale' || operator === 'delay') {
    const later = operator === 'delay' ? changes.filter(isChosen) : [];
    return { now: changes.filter((change, index) => !isChosen(change, index)), later };
  }
  const puts = changes.filter(isChosen).flatMap((change) => ('put' in change ? [change.put] : []));
  const now = changes.flatMap((change, index): readonly MailChange[] =>
    chosen.has(index) && 'put' in change ? changedRecord(change.put, operator, puts).map((put) => ({ put })) : [change],
  );
  return { now, later: [] };
}

function changedRecord(
  put: StoredOutbound,
  operator: Operator,
  puts: readonly StoredOutbound[],
): readonly StoredOutbound[] {
  const index = puts.indexOf(put);
  const other = puts[index ^ 1] ?? puts.at(index - 1);
  if (operator === 'duplicate')
    return [put, { ...put, id: `${put.id.slice(0, -1)}${put.id.endsWith('0') ? '1' : '0'}` }];
  // Given up as sent, with nobody left to send it to.
  if (operator === 'misplace') return [{ ...put, state: 'delivered', remaining: [] }];
  if (operator === 'truncate') return [{ ...put, message: { ...put.message, body: '', attachments: [] } }];
  if (operator === 'swap' && other !== undefined) {
    const { recipients, addressees } = other.message;
    return [{ ...put, message: { ...put.message, recipients, addressees } }];
  }
  return [put];
}

function changeRecord(put: StoredOutbound, { field }: MailTarget, operator: Operator): StoredOutbound {
  if (field === 'state') {
    return operator === 'drop' || operator === 'stale' ? { ...put, state: 'waiting', remaining: undefined } : put;
  }
  return { ...put, message: { ...put.message, ...changeField(put.message, field, operator) } };
}

function changeField(
  message: OutboundContent,
  field: Exclude<MailTarget['field'], 'state'>,
  operator: Operator,
): Partial<OutboundContent> {
  if (field === 'recipients' || field === 'attachments') {
    const how = { operator, pick: operator === 'drop' ? 'last' : 'all' } as const;
    if (field === 'attachments')
      return { attachments: changeList(message.attachments, undefined, how, (attachment) => attachment) };
    // Whom it goes to, and whom it names.
    const changed = (list: readonly OutboundRecipient[]): readonly OutboundRecipient[] =>
      operator === 'misplace' ? list.map(asCopy) : changeList(list, undefined, how, (recipient) => recipient);
    return { recipients: changed(message.recipients), addressees: changed(message.addressees) };
  }
  if (operator === 'drop' || operator === 'stale' || operator === 'delay') return { [field]: '' };
  if (operator === 'swap') return field === 'subject' ? { subject: message.body, body: message.subject } : {};
  return operator === 'misplace' ? {} : { [field]: changeValue(message[field], operator) };
}

function asCopy(recipient: OutboundRecipient): OutboundRecipient {
  return { ...recipient, type: 'bcc' };
}
