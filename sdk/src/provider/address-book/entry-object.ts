import type { Guid } from '../../com/guid.js';
import type { HRESULT } from '../../com/hresult.js';
import { S_OK } from '../../com/hresult-codes.js';
import type { IMailUser } from '../../contract/imail-user.js';
import { IID_IMAPIProp, IID_IMailUser } from '../../contract/interface-ids.js';
import type { ObjectFacts, ObjectSchema } from '../objects/object-schema.js';
import type { PropertyBag } from '../objects/property-bag.js';
import { PropertyObject } from '../objects/property-object.js';
import type { BookCore } from './book-core.js';
import { entrySchema } from './book-schemas.js';
import type { BookView } from './book-view.js';
import { type DraftOptions, EntryDraft, type EntryOrigin } from './entry-draft.js';

const interfaceIds: readonly Guid[] = [IID_IMailUser, IID_IMAPIProp];

/** A messaging user. What is changed becomes permanent, and duplicates are found, by SaveChanges. */
export class EntryObject extends PropertyObject<BookView> implements IMailUser {
  readonly #draft: EntryDraft;

  constructor(view: BookView, origin: EntryOrigin, writable: boolean, options?: DraftOptions) {
    super(view, origin.version === 0 ? 'new entry' : `entry ${origin.id}`);
    this.#draft = new EntryDraft(view.core, origin, writable, options);
  }

  protected override interfaces(): readonly Guid[] {
    return interfaceIds;
  }

  protected override get schema(): ObjectSchema<BookCore> {
    return entrySchema;
  }

  override facts(): ObjectFacts<BookCore> {
    return this.#draft.facts();
  }

  protected override change(mutate: (bag: PropertyBag) => void): void {
    this.#draft.change(mutate);
  }

  override SaveChanges(flags: number): HRESULT {
    return this.run('SaveChanges', () => {
      this.#draft.saveChanges(flags);
      return S_OK;
    });
  }
}
