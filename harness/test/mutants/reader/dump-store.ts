import {
  type ENTRYID,
  FAILED,
  findValue,
  IID_IMAPIFolder,
  IID_IMessage,
  type IMAPIFolder,
  type IMessage,
  type IMsgStore,
  MAPI_ASSOCIATED,
  MAPI_UNICODE,
  PR_ENTRYID,
} from '@mapi-kit/sdk';
import { demand } from './demand.js';
import { type Dump, dumpMessage, dumpProperties, print, rowsOf } from './dump-object.js';

/** A property that only folders of the client's have. */
const MADE_BY_CLIENT = '36d90102';
/** PR_CREATION_TIME and PR_LAST_MODIFICATION_TIME. */
const TIMES = ['30070040', '30080040'];

/**
 * What a store makes of the recipients, or of all, and what it gives to each version: PR_DISPLAY_BCC, CC and TO,
 * PR_MESSAGE_SIZE, change keys and their lists.
 */
const COMPUTED = /\/(?:0e0[234]001f|0e080003|65e[23]0102)$/;

/** Everything that a store shows to a client. */
export function dumpStore(store: IMsgStore): Dump {
  const dump: Dump = {};
  dumpProperties(store, 'store', dump);
  for (const row of rowsOf(store.GetReceiveFolderTable(0), 'GetReceiveFolderTable'))
    dump[`receive ${print(row)}`] = 'there';
  dumpFolder(store, null, dump);
  for (const key of Object.keys(dump)) if (COMPUTED.test(key)) delete dump[key];
  return dump;
}

function dumpFolder(store: IMsgStore, entryId: ENTRYID | null, dump: Dump): void {
  const folder = demand(store.OpenEntry(entryId, IID_IMAPIFolder, 0), 'OpenEntry').unknown as IMAPIFolder;
  const path = `folder ${entryId === null ? 'root' : print(entryId)}`;
  dumpProperties(folder, path, dump);
  // The folders that every store has may be made anew, and are then younger.
  if (!(`${path}/${MADE_BY_CLIENT}` in dump)) for (const time of TIMES) delete dump[`${path}/${time}`];
  for (const flags of [0, MAPI_ASSOCIATED]) {
    for (const row of rowsOf(folder.GetContentsTable(flags | MAPI_UNICODE), 'GetContentsTable')) {
      const id = findValue(row, PR_ENTRYID) as ENTRYID;
      const here = `${path}/message ${print(id)}`;
      const opened = store.OpenEntry(id, IID_IMessage, 0);
      if (FAILED(opened.hr)) dump[here] = 'cannot be opened';
      else {
        const message = demand(opened, 'OpenEntry').unknown as IMessage;
        dumpMessage(message, here, dump);
        message.Release();
      }
    }
  }
  for (const row of rowsOf(folder.GetHierarchyTable(MAPI_UNICODE), 'GetHierarchyTable')) {
    dumpFolder(store, findValue(row, PR_ENTRYID) as ENTRYID, dump);
  }
  folder.Release();
}
