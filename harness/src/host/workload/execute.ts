import { refusalOf } from '../store/refusal.js';
import { rewriteMessage } from '../store/write-message.js';
import type { Action } from './actions.js';
import { changeFolder, createFolder, deleteFolder } from './folder-actions.js';
import {
  copyMessage,
  createMessage,
  deleteMessage,
  leaveUnsaved,
  moveMessage,
  resave,
  setRead,
  updated,
} from './message-actions.js';
import { NotThere } from './not-there.js';
import { applySetting } from './setting-actions.js';
import type { WorkContext } from './work-context.js';

/**
 * Does a list of actions, one after the other, and reports each acknowledged save.
 *
 * An action that the store refuses is reported, and the rest of what the plan has for that item is left out.
 *
 * @param context - the session and what is known of its store
 * @param actions - a plan
 */
export function execute(context: WorkContext, actions: readonly Action[]): void {
  const refused = new Set<string>();
  for (const action of actions) {
    const item = 'item' in action ? action.item : action.act;
    if (refused.has(item)) continue;
    if (action.act === 'copy') context.reporter.doing(action.copy, item);
    else context.reporter.doing(item);
    try {
      perform(context, action);
    } catch (error) {
      if (!(error instanceof NotThere)) context.reporter.refused(item, refusalOf(error));
      refused.add(item);
    }
  }
}

function perform(context: WorkContext, action: Action): void {
  switch (action.act) {
    case 'create-folder':
      createFolder(context, action);
      break;
    case 'change-folder':
      changeFolder(context, action);
      break;
    case 'delete-folder':
      deleteFolder(context, action.item);
      break;
    case 'create':
      createMessage(context, action);
      break;
    case 'update':
      resave(context, action.item, (message, known) => updated(context, message, known, action));
      break;
    case 'rewrite':
      resave(context, action.item, (message) => rewriteMessage(message, action.content, context.reporter));
      break;
    case 'move':
      moveMessage(context, action.item, action.to);
      break;
    case 'copy':
      copyMessage(context, action);
      break;
    case 'delete':
      deleteMessage(context, action.item);
      break;
    case 'set-read':
      setRead(context, action.item, action.read);
      break;
    case 'leave-unsaved':
    case 'leave-modified':
    case 'leave-attachment':
      leaveUnsaved(context, action);
      break;
    default:
      applySetting(context, action);
  }
}
