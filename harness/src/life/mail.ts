import type { MAPINAMEID, SPropValue } from '@mapi-kit/sdk';

/** A property that a client knows by its name; which id it has is the store's affair. */
export interface NamedValue {
  readonly name: MAPINAMEID;
  /** The property type. */
  readonly type: number;
  readonly value: SPropValue['value'];
}

/** An attachment: its properties and data, or the message embedded in it. */
export interface MailAttachment {
  readonly properties: readonly SPropValue[];
  readonly named?: readonly NamedValue[];
  readonly embedded?: Mail;
}

/** A message with everything that real mail has, as the workload makes it. */
export interface Mail {
  readonly properties: readonly SPropValue[];
  readonly named: readonly NamedValue[];
  /** In their order. */
  readonly recipients: readonly (readonly SPropValue[])[];
  readonly attachments: readonly MailAttachment[];
  readonly associated?: boolean;
}
