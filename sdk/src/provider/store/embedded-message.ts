import type { HRESULT } from '../../com/hresult.js';
import { MAPI_E_NO_SUPPORT } from '../../com/hresult-codes.js';
import { PR_MESSAGE_FLAGS } from '../../contract/property-tags.js';
import type { ObjectFacts } from '../objects/object-schema.js';
import type { MessageContent } from './message-content.js';
import { MessageObject } from './message-object.js';
import type { StoreCore } from './store-core.js';
import type { EmbeddingAttachment } from './store-view.js';

/** A message in an attachment: its save puts it into the attachment. It has no entry id and cannot be submitted. */
export class EmbeddedMessage extends MessageObject {
  readonly #attachment: EmbeddingAttachment;

  constructor(attachment: EmbeddingAttachment, content: MessageContent, writable: boolean) {
    super(attachment.view, 'embedded message', content, writable);
    this.#attachment = attachment;
    attachment.AddRef();
  }

  override facts(): ObjectFacts<StoreCore> {
    return { core: this.view.core, id: null, parent: null, bag: this.content.bag, writable: this.writable };
  }

  protected override save(_flags: number): void {
    if (!this.content.changed) return;
    const stored = this.content.toStored(() => {});
    this.#attachment.saveEmbedded(stored);
    this.content.saved(stored);
  }

  override SubmitMessage(_flags: number): HRESULT {
    return this.run('SubmitMessage', () => MAPI_E_NO_SUPPORT);
  }

  protected override changeFlags(change: (messageFlags: number) => number): void {
    this.requireWritable();
    this.change((bag) => bag.put(PR_MESSAGE_FLAGS, change(bag.value(PR_MESSAGE_FLAGS) ?? 0)));
  }

  protected override finalRelease(): void {
    this.#attachment.Release();
  }
}
