/** What clients want of a provider and not every provider does, in the words of reports, each with the call that shows it. */
export const FEATURES = {
  'receiving messages': 'IMsgStore::GetReceiveFolder',
  'moving messages': 'IMAPIFolder::CopyMessages (MESSAGE_MOVE)',
  'moving hidden messages': 'IMAPIFolder::CopyMessages (MESSAGE_MOVE, hidden)',
  'copying messages': 'IMAPIFolder::CopyMessages',
  'deleting messages': 'IMAPIFolder::DeleteMessages',
  'moving folders': 'IMAPIFolder::CopyFolder (FOLDER_MOVE)',
  'copying folders': 'IMAPIFolder::CopyFolder',
  'deleting folders': 'IMAPIFolder::DeleteFolder',
  'emptying folders': 'IMAPIFolder::EmptyFolder',
  'renaming folders': 'IMAPIFolder::SetProps of PR_DISPLAY_NAME',
  'setting properties of folders': 'IMAPIFolder::SetProps',
  'deleting properties': 'IMAPIProp::DeleteProps',
  'deleting attachments': 'IMessage::DeleteAttach',
  'copying contents': 'IMAPIProp::CopyTo',
  'changing entries': 'IAddrBook::OpenEntry (MAPI_MODIFY)',
  'deleting entries': 'IABContainer::DeleteEntries',
  'changing distribution lists': 'IAddrBook::OpenEntry (MAPI_MODIFY, distribution list)',
  'taking members out of distribution lists': 'IDistList::DeleteEntries',
  'what is beyond its limits': 'IMAPIProp::SaveChanges',
} as const;

/** The name of one of them, as reports and certificates have it. */
export type Feature = keyof typeof FEATURES;

/**
 * A provider has done something of this sort for the first time in a step of work, or said for the first time that it does not.
 */
export interface FeatureAnswer {
  readonly feature: Feature;
  /** What it answered. */
  readonly hr: number;
}
