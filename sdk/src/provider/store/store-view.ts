import type { InterfaceId } from '../../com/interface-id.js';
import type { IUnknown } from '../../com/iunknown.js';
import type { IMAPISupport } from '../../contract/imapi-support.js';
import type { IProfSect } from '../../contract/iprof-sect.js';
import type { ENTRYID, OpenedEntry } from '../../contract/structures.js';
import type { AttachmentObject } from './attachment-object.js';
import type { EmbeddedMessage } from './embedded-message.js';
import type { MessageContent } from './message-content.js';
import type { MessageObject } from './message-object.js';
import type { StoreCore } from './store-core.js';
import type { StoredAttachment } from './stored-object.js';

/** One logon at a store: the client's, or the spooler's. Objects opened through it end with it. */
export interface StoreView {
  readonly core: StoreCore;
  readonly support: IMAPISupport;
  readonly spooler: boolean;
  /** False once the logon has ended: every method of its objects then gives MAPI_E_INVALID_OBJECT. */
  readonly alive: boolean;
  /** Makes the objects inside messages. */
  readonly parts: MessageParts;
  /** Opens an object by its entry id; null means the root folder. */
  openEntry(entryId: ENTRYID | null, iid: InterfaceId<IUnknown> | null, flags: number): OpenedEntry;
  /** Calls `use` with the provider's section of the profile. */
  withProfileSection(use: (section: IProfSect) => void): void;
}

/** Makes the objects inside messages, which contain each other. */
export interface MessageParts {
  attachment(
    message: MessageObject,
    num: number,
    entry: { readonly stored: StoredAttachment; readonly revision: number } | undefined,
    writable: boolean,
  ): AttachmentObject;
  embedded(attachment: AttachmentObject, content: MessageContent, writable: boolean): EmbeddedMessage;
}
