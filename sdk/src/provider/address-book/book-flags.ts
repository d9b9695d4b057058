import { AB_NO_DIALOG, CREATE_CHECK_DUP_LOOSE, CREATE_CHECK_DUP_STRICT, CREATE_REPLACE } from '../../contract/flags.js';

/** The flags that CreateEntry knows. */
export const createFlagsKnown: number = CREATE_CHECK_DUP_STRICT | CREATE_CHECK_DUP_LOOSE | CREATE_REPLACE;

/** Those that CopyEntries knows. AB_NO_DIALOG has the number of CREATE_CHECK_DUP_STRICT, and no dialog is ever shown here. */
export const copyFlagsKnown: number = createFlagsKnown | AB_NO_DIALOG;
