import type { InterfaceId } from '../../com/interface-id.js';
import type { IUnknown } from '../../com/iunknown.js';
import type { IAttach } from '../../contract/iattach.js';
import type { IMessage } from '../../contract/imessage.js';
import type { IProfSect } from '../../contract/iprof-sect.js';
import type { ENTRYID, OpenedEntry } from '../../contract/structures.js';
import type { LogonScope } from '../objects/logon-scope.js';
import type { MessageContent } from './message-content.js';
import type { StoreCore } from './store-core.js';
import type { StoredAttachment, StoredContent } from './stored-object.js';

/** One logon at a store: the client's, or the spooler's. Objects opened through it end with it. */
export interface StoreView extends LogonScope {
  readonly core: StoreCore;
  readonly spooler: boolean;
  /** Makes the objects inside messages. */
  readonly parts: MessageParts;
  /** Opens an object by its entry id; null means the root folder. */
  openEntry(entryId: ENTRYID | null, iid: InterfaceId<IUnknown> | null, flags: number): OpenedEntry;
  /** Calls `use` with the provider's section of the profile. */
  withProfileSection(use: (section: IProfSect) => void): void;
}

/** A message, as an attachment in it sees it. */
export interface AttachmentParent extends IMessage {
  readonly view: StoreView;
  readonly content: MessageContent;
}

/** An attachment, as the message in it sees it. */
export interface EmbeddingAttachment extends IAttach {
  readonly view: StoreView;
  /** Takes the saved content of the embedded message. */
  saveEmbedded(content: StoredContent): void;
}

/** An object that a client has asked for by an interface. */
interface Requested {
  /** Fails unless the object is asked for as what it is. */
  requireInterface(iid: InterfaceId<IUnknown> | null): void;
}

/** Makes the objects inside messages, which contain each other. */
export interface MessageParts {
  attachment(
    message: AttachmentParent,
    num: number,
    entry: { readonly stored: StoredAttachment; readonly revision: number } | undefined,
    writable: boolean,
  ): IAttach & Requested;
  embedded(attachment: EmbeddingAttachment, content: MessageContent, writable: boolean): IMessage;
}
