import { type IMsgStore, isCode, PR_COMMENT_W, PR_DISPLAY_NAME_W, type SPropValue } from '@mapi-kit/sdk';
import { RECEIVE_CLASS, SETTINGS } from '../../recording/item-names.js';
import { stateOfSetting } from '../store/content.js';
import { writeSetting } from '../store/profile-setting.js';
import { insist, NOT_DONE, NOT_KEPT, refusalOf } from '../store/refusal.js';
import { setProps } from '../store/write-message.js';
import type { SettingAction } from './actions.js';
import type { WorkContext } from './work-context.js';

/** Saves a setting: of the store, which keeps it at once, or in the provider's profile section. */
export function applySetting({ client, model, reporter }: WorkContext, action: SettingAction): void {
  const { store, session, sectionUid } = client;
  switch (action.act) {
    case 'set-comment':
      if (!isTaken(store, { tag: PR_COMMENT_W, value: action.value }, 'IMsgStore::SetProps(PR_COMMENT)')) return;
      reporter.saved(SETTINGS.comment, 'setting', stateOfSetting(action.value, ''));
      break;
    case 'set-display-name':
      if (!isTaken(store, { tag: PR_DISPLAY_NAME_W, value: action.value }, 'IMsgStore::SetProps(PR_DISPLAY_NAME)'))
        return;
      reporter.saved(SETTINGS.displayName, 'setting', stateOfSetting(action.value, ''));
      break;
    case 'set-receive-folder': {
      const { entryId, path } = model.folder(action.to);
      const hr = store.SetReceiveFolder(RECEIVE_CLASS, 0, entryId);
      // Not every store lets clients say where a class of messages goes.
      if (isCode(hr, ...NOT_DONE)) return;
      insist(hr, 'IMsgStore::SetReceiveFolder');
      reporter.saved(SETTINGS.receiveFolder, 'setting', stateOfSetting(RECEIVE_CLASS, path));
      break;
    }
    case 'set-profile-section':
      writeSetting(session, sectionUid, action.value);
      reporter.saved(SETTINGS.profileSection, 'setting', stateOfSetting(action.value, ''));
      break;
  }
  model.settingVersion += 1;
}

/** Sets a property of the store; false: it is not for clients to set. */
function isTaken(store: IMsgStore, property: SPropValue, method: string): boolean {
  try {
    setProps(store, [property], method);
    return true;
  } catch (error) {
    const refusal = refusalOf(error);
    if (isCode(refusal.hr, ...NOT_KEPT)) return false;
    throw refusal;
  }
}
