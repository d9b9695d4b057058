import {
  findValue,
  type IMAPIFolder,
  isCode,
  MAPI_E_BAD_VALUE,
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_STRING_TOO_LONG,
  PR_DISPLAY_NAME_W,
  PR_ENTRYID,
  type PropTag,
  PT_BINARY,
  PT_LONG,
  PT_UNICODE,
  propTag,
} from '@mapi-kit/sdk';
import { WHOLE } from '../../recording/events.js';
import { itemName, labelOf } from '../../recording/item-names.js';
import { partOf, propertyKey } from '../../recording/parts.js';
import { readProperties } from '../store/read-properties.js';
import { Refusal, unwrap } from '../store/refusal.js';
import { BASE } from '../workload/actions.js';
import { writeFolderProps } from '../workload/folder-properties.js';
import { newFolder } from '../workload/new-folder.js';
import { NotThere } from '../workload/not-there.js';
import type { Random } from '../workload/random.js';
import { longText } from '../workload/values.js';
import type { WorkContext } from '../workload/work-context.js';
import { attemptRealMail } from './attempt-real-mail.js';
import { keepCreation } from './marks.js';
import { makeNamedFolder } from './named-folders.js';
import { realProperty } from './real-values.js';
import type { SavedParts } from './write-whole.js';

/** Behind all other folders of the first life. */
const ODD = itemName('f', 0, 951);
/** The number of the folder that has many in it, which are counted behind it. */
const PARENT = 3_001;
const SIBLINGS = 150;
/** Nearly as long as files may be called, and beyond what fits in many columns of tables for names. */
const NAME_LENGTH = 240;
/** Beyond nearly all of them. A store need not take it. */
const LONGEST_NAME_LENGTH = 300;
/** More properties than one byte can count. */
const MANY = 300;
/** As large as a client sets without a stream. */
const LARGE_BYTES = 20_000;
const LONG_TEXT = 6_000;

const at = (index: number, type: number): PropTag => propTag(0x6c00 + index, type);

/** What a store says of a name that is too long for it. */
const TOO_LONG = [MAPI_E_STRING_TOO_LONG, MAPI_E_BAD_VALUE, MAPI_E_INVALID_PARAMETER];

/** Makes a folder of a very long name, with many properties, and large ones; and nobody touches it any more. */
export function makeOddFolder(context: WorkContext, random: Random): void {
  attemptRealMail(context, 0, ODD, () => make(context, random));
}

function make({ model, reporter }: WorkContext, random: Random): void {
  const { folder, name } = newOddFolder(model, `${labelOf(ODD, 1)} ${longText(random, LONGEST_NAME_LENGTH)}`);
  const parts: SavedParts = { [propertyKey('', PR_DISPLAY_NAME_W)]: partOf(name) };
  const values = [
    { tag: at(0, PT_BINARY), value: random.bytes(LARGE_BYTES) },
    { tag: at(1, PT_UNICODE), value: longText(random, LONG_TEXT) },
    ...Array.from({ length: MANY }, (_, index) => realProperty(at(16 + index, PT_LONG), random)),
  ];
  writeFolderProps(reporter, folder, values, parts);
  keepCreation(folder, parts);
  const entryId = findValue(unwrap(folder.GetProps([PR_ENTRYID], 0), 'IMAPIFolder::GetProps(PR_ENTRYID)'), PR_ENTRYID);
  folder.Release();
  const state = { label: labelOf(ODD, 1), properties: WHOLE, folder: model.folder(BASE).path, parts };
  model.addFolder(ODD, { entryId: entryId ?? null, path: ODD, state });
  reporter.saved(ODD, 'folder', state, entryId);
}

/** Makes more folders in one folder than a page of a table has lines; they have a name, and nothing else. */
export function makeManyFolders(context: WorkContext, random: Random): void {
  for (let index = 0; index <= SIBLINGS; index += 1) {
    const item = itemName('f', 0, PARENT + index);
    attemptRealMail(context, 0, item, () => {
      makeNamedFolder(context, random, item, index === 0 ? BASE : itemName('f', 0, PARENT));
    });
  }
}

/**
 * Makes a folder of as long a name as the store takes, and gives the name that it has now.
 *
 * @throws NotThere when the name is too long for the store, which says so
 */
function newOddFolder(model: WorkContext['model'], text: string): { folder: IMAPIFolder; name: string } {
  const longest = text.slice(0, LONGEST_NAME_LENGTH).trimEnd();
  const folder = unlessRefused(() => newFolder(model, BASE, longest));
  if (folder !== null) {
    // What the store cuts at once, everybody sees at once.
    const shown = findValue(readProperties(folder, [PR_DISPLAY_NAME_W]), PR_DISPLAY_NAME_W);
    return { folder, name: shown ?? longest };
  }
  const name = text.slice(0, NAME_LENGTH).trimEnd();
  try {
    return { folder: newFolder(model, BASE, name), name };
  } catch (error) {
    if (error instanceof Refusal && isCode(error.hr, ...TOO_LONG)) throw new NotThere('the name is too long');
    throw error;
  }
}

/** Whatever the code: a store need not say why it takes no name of that length. */
function unlessRefused<T>(make: () => T): T | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
