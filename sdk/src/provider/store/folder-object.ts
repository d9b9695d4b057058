import type { Guid } from '../../com/guid.js';
import type { HRESULT } from '../../com/hresult.js';
import {
  MAPI_E_COLLISION,
  MAPI_E_HAS_FOLDERS,
  MAPI_E_HAS_MESSAGES,
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_SUBMITTED,
  S_OK,
} from '../../com/hresult-codes.js';
import type { InterfaceId } from '../../com/interface-id.js';
import type { IUnknown } from '../../com/iunknown.js';
import { failed, type Result, succeeded } from '../../com/result.js';
import { fileTimeFromDate } from '../../contract/file-time.js';
import {
  COPY_SUBFOLDERS,
  DEL_ASSOCIATED,
  DEL_FOLDERS,
  DEL_MESSAGES,
  FOLDER_GENERIC,
  FOLDER_MOVE,
  FOLDER_SEARCH,
  fnevObjectModified,
  MAPI_ASSOCIATED,
  MESSAGE_MOVE,
  OPEN_IF_EXISTS,
} from '../../contract/flags.js';
import type { IMAPIFolder } from '../../contract/imapi-folder.js';
import type { IMAPIProgress } from '../../contract/imapi-progress.js';
import type { IMAPITable } from '../../contract/imapi-table.js';
import type { IMessage } from '../../contract/imessage.js';
import { IID_IMAPIContainer, IID_IMAPIFolder, IID_IMAPIProp } from '../../contract/interface-ids.js';
import {
  PR_CONTAINER_CONTENTS,
  PR_CONTAINER_HIERARCHY,
  PR_DISPLAY_NAME_W,
  PR_LAST_MODIFICATION_TIME,
} from '../../contract/property-tags.js';
import { PROP_ID, type PropTag, type SPropValue } from '../../contract/property-types.js';
import type { ENTRYID, ENTRYLIST, SRestriction, SSortOrderSet } from '../../contract/structures.js';
import { fail } from '../objects/errors.js';
import { forEachItem } from '../objects/item-loop.js';
import type { ObjectFacts, ObjectSchema } from '../objects/object-schema.js';
import { PropertyBag } from '../objects/property-bag.js';
import { PropertyContainer } from '../objects/property-container.js';
import type { Search } from '../objects/search.js';
import { contentsTable, hierarchyTable, saveSort, shownMessages } from './folder-tables.js';
import { transferFolder, transferFolderContent } from './folder-transfer.js';
import {
  copyFolder,
  createFolder,
  deleteFolder,
  emptyFolder,
  findFolder,
  moveFolder,
  folderName as nameOfFolder,
  removableFolder,
  subfolderIn,
} from './folder-tree.js';
import { readFlagChange } from './message-object.js';
import { changeMessageStatus, messageStatus } from './message-status.js';
import { copyMessage, deleteMessage, messageIn, moveMessage, transferMessage } from './message-transfer.js';
import { folderSchema } from './schemas.js';
import { getSearch, requireHolder, setSearch } from './search-criteria.js';
import { isSearchFolder } from './search-folder.js';
import type { StoreCore } from './store-core.js';
import type { StoreView } from './store-view.js';
import { changeMessageFlags, StoredMessage } from './stored-message.js';
import { dropStaleChange } from './sync-keys.js';
import { hierarchyChanged } from './table-changes.js';

const interfaceIds: readonly Guid[] = [IID_IMAPIFolder, IID_IMAPIContainer, IID_IMAPIProp];

/** A folder. Every change is permanent at once; whoever opens one may also change it. */
export class FolderObject extends PropertyContainer<StoreView> implements IMAPIFolder {
  readonly id: string;

  constructor(view: StoreView, id: string) {
    super(view, `folder ${id}`);
    this.id = id;
  }

  protected override interfaces(): readonly Guid[] {
    return interfaceIds;
  }

  protected override get schema(): ObjectSchema<StoreCore> {
    return folderSchema;
  }

  override facts(): ObjectFacts<StoreCore> {
    const { core } = this.view;
    const { parent, properties, version } = core.readOpened(this.id);
    return { core, id: this.id, parent, bag: new PropertyBag(properties), writable: true, version };
  }

  protected override change(mutate: (bag: PropertyBag) => void): void {
    const { core } = this.view;
    const { parent } = core.update(core.readOpened(this.id), (bag) => {
      const before = bag.copy();
      mutate(bag);
      dropStaleChange(bag, before);
      bag.put(PR_LAST_MODIFICATION_TIME, fileTimeFromDate(new Date()));
    });
    hierarchyChanged(core, parent);
    core.notify(fnevObjectModified, this.id, parent, 'folder');
  }

  protected override refuse(property: SPropValue): HRESULT | undefined {
    if (PROP_ID(property.tag) !== PROP_ID(PR_DISPLAY_NAME_W)) return undefined;
    const { core } = this.view;
    const { parent } = core.readOpened(this.id);
    const taken = parent === null ? undefined : findFolder(core, parent, String(property.value));
    return taken !== undefined && taken.id !== this.id ? MAPI_E_COLLISION : undefined;
  }

  protected override contentsTable(flags: number): IMAPITable {
    return contentsTable(this.view, this.id, flags);
  }

  protected override hierarchyTable(flags: number): IMAPITable {
    return hierarchyTable(this.view, this.id, flags);
  }

  protected override setSearch(restriction: SRestriction | null, containers: ENTRYLIST | null, flags: number): void {
    setSearch(this.view.core, this.id, restriction, containers, flags);
  }

  protected override getSearch(): Search {
    return getSearch(this.view.core, this.id);
  }

  protected override entryIdOfContainer(id: string): ENTRYID {
    return this.view.core.entryId(id);
  }

  protected override tableOf(id: number): (() => IMAPITable) | undefined {
    if (id === PROP_ID(PR_CONTAINER_CONTENTS)) return () => this.contentsTable(0);
    return id === PROP_ID(PR_CONTAINER_HIERARCHY) ? () => this.hierarchyTable(0) : undefined;
  }

  CreateMessage(iid: InterfaceId<IUnknown> | null, flags: number): Result<IMessage> {
    return this.give('CreateMessage', () => {
      requireHolder(this.view.core.readOpened(this.id));
      const message = StoredMessage.create(this.view, this.id, (flags & MAPI_ASSOCIATED) !== 0);
      message.requireInterface(iid);
      return succeeded<IMessage>(message);
    });
  }

  CopyMessages(
    messages: ENTRYLIST,
    _iid: InterfaceId<IUnknown> | null,
    destinationFolder: IMAPIFolder,
    _uiParam: number,
    _progress: IMAPIProgress | null,
    flags: number,
  ): HRESULT {
    return this.run('CopyMessages', () => {
      const { core } = this.view;
      const move = (flags & MESSAGE_MOVE) !== 0;
      const local = this.#localId(destinationFolder);
      if (local !== undefined) requireHolder(core.readFolder(local));
      return forEachItem(messages, (entryId) => {
        const message = messageIn(core, this.id, entryId);
        if (local === undefined) transferMessage(this.view, message, destinationFolder, move);
        else if (move) moveMessage(core, message, local);
        else copyMessage(core, message, local);
      });
    });
  }

  DeleteMessages(messages: ENTRYLIST, _uiParam: number, _progress: IMAPIProgress | null, _flags: number): HRESULT {
    return this.run('DeleteMessages', () => {
      const { core } = this.view;
      return forEachItem(messages, (entryId) => deleteMessage(core, messageIn(core, this.id, entryId)));
    });
  }

  CreateFolder(
    folderType: number,
    folderName: string,
    folderComment: string | null,
    iid: InterfaceId<IUnknown> | null,
    flags: number,
  ): Result<IMAPIFolder> {
    return this.give('CreateFolder', () => {
      if (folderType !== FOLDER_GENERIC && folderType !== FOLDER_SEARCH) return failed(MAPI_E_INVALID_PARAMETER);
      if (iid !== null) this.requireInterface(iid);
      const { core } = this.view;
      requireHolder(core.readOpened(this.id));
      const existing = typeof folderName === 'string' ? findFolder(core, this.id, folderName) : undefined;
      if (existing !== undefined) {
        const same = isSearchFolder(existing) === (folderType === FOLDER_SEARCH);
        if ((flags & OPEN_IF_EXISTS) === 0 || !same) fail(MAPI_E_COLLISION, `there is a folder ${folderName} already`);
        return succeeded<IMAPIFolder>(new FolderObject(this.view, existing.id));
      }
      const folder = createFolder(core, this.id, { type: folderType, name: folderName, comment: folderComment });
      return succeeded<IMAPIFolder>(new FolderObject(this.view, folder.id));
    });
  }

  CopyFolder(
    entryId: ENTRYID,
    _iid: InterfaceId<IUnknown> | null,
    destinationFolder: IMAPIFolder,
    newFolderName: string | null,
    _uiParam: number,
    _progress: IMAPIProgress | null,
    flags: number,
  ): HRESULT {
    return this.run('CopyFolder', () => {
      const { core } = this.view;
      const local = this.#localId(destinationFolder);
      const move = (flags & FOLDER_MOVE) !== 0;
      const deep = (flags & COPY_SUBFOLDERS) !== 0;
      const folder = move ? removableFolder(core, this.id, entryId) : subfolderIn(core, this.id, entryId);
      if (local === undefined) {
        return transferFolder(this.view, folder, destinationFolder, {
          name: newFolderName ?? nameOfFolder(folder),
          deep: deep || move,
          move,
        });
      }
      const target = requireHolder(core.readFolder(local));
      if (move) moveFolder(core, folder, target.id, newFolderName);
      else copyFolder(core, folder, target.id, newFolderName, deep);
      return S_OK;
    });
  }

  DeleteFolder(entryId: ENTRYID, _uiParam: number, _progress: IMAPIProgress | null, flags: number): HRESULT {
    return this.run('DeleteFolder', () => {
      const { core } = this.view;
      const folder = removableFolder(core, this.id, entryId);
      if (core.folders(folder.id).length > 0 && (flags & DEL_FOLDERS) === 0) return MAPI_E_HAS_FOLDERS;
      const allowed = (hidden: boolean): number => flags & (hidden ? DEL_ASSOCIATED | DEL_MESSAGES : DEL_MESSAGES);
      const mayDelete = core.content(folder.id).every(({ associated }) => allowed(associated === true) !== 0);
      if (!mayDelete) return MAPI_E_HAS_MESSAGES;
      return deleteFolder(core, folder);
    });
  }

  SetReadFlags(messages: ENTRYLIST | null, _uiParam: number, _progress: IMAPIProgress | null, flags: number): HRESULT {
    return this.run('SetReadFlags', () => {
      const { core } = this.view;
      const change = readFlagChange(flags);
      if (messages !== null) {
        return forEachItem(messages, (entryId) =>
          changeMessageFlags(this.view, messageIn(core, this.id, entryId), change),
        );
      }
      const shown = shownMessages(core, core.readOpened(this.id), false);
      return forEachItem(shown(), (message) => changeMessageFlags(this.view, message, change));
    });
  }

  GetMessageStatus(entryId: ENTRYID, _flags: number): Result<number> {
    return this.give('GetMessageStatus', () => {
      const message = messageIn(this.view.core, this.id, entryId);
      return succeeded(messageStatus(message));
    });
  }

  SetMessageStatus(entryId: ENTRYID, newStatus: number, newStatusMask: number): Result<number> {
    return this.give('SetMessageStatus', () => {
      if (!Number.isInteger(newStatus) || !Number.isInteger(newStatusMask)) return failed(MAPI_E_INVALID_PARAMETER);
      const message = messageIn(this.view.core, this.id, entryId);
      return succeeded(changeMessageStatus(this.view, message, newStatus, newStatusMask));
    });
  }

  SaveContentsSort(sortCriteria: SSortOrderSet, _flags: number): HRESULT {
    return this.run('SaveContentsSort', () => {
      saveSort(this.view.core, this.id, sortCriteria);
      return S_OK;
    });
  }

  EmptyFolder(_uiParam: number, _progress: IMAPIProgress | null, flags: number): HRESULT {
    return this.run('EmptyFolder', () => {
      const { core } = this.view;
      return emptyFolder(core, requireHolder(core.readOpened(this.id)).id, (flags & DEL_ASSOCIATED) !== 0);
    });
  }

  override copySubobjects(destination: IUnknown, wanted: (tag: PropTag) => boolean, flags: number): void {
    const hr = transferFolderContent(this.view, this.id, destination, this.#localId(destination), {
      messages: wanted(PR_CONTAINER_CONTENTS),
      folders: wanted(PR_CONTAINER_HIERARCHY),
      move: (flags & MESSAGE_MOVE) !== 0,
    });
    if (hr !== S_OK) fail(MAPI_E_SUBMITTED, 'messages in the outgoing queue stay in the folder');
  }

  /** The id of a folder of the same store; undefined for one of another store. */
  #localId(folder: IUnknown): string | undefined {
    return folder instanceof FolderObject && folder.view.core === this.view.core ? folder.id : undefined;
  }
}
