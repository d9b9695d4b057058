// IMAPIContainer::SetSearchCriteria

/** Stop the search: what it has found stays as it is. */
export const STOP_SEARCH: number = 0x1;
/** Start the search, or go on with one that was stopped. */
export const RESTART_SEARCH: number = 0x2;
/** Search the containers below those that are named too. */
export const RECURSIVE_SEARCH: number = 0x4;
/** Search only the containers that are named. */
export const SHALLOW_SEARCH: number = 0x8;
/** Search before others. */
export const FOREGROUND_SEARCH: number = 0x10;
/** Search as usual. */
export const BACKGROUND_SEARCH: number = 0x20;
/** Search without an index of the content. */
export const NON_CONTENT_INDEXED_SEARCH: number = 0x20000;

// The state that IMAPIContainer::GetSearchCriteria gives

/** The search goes on: what it finds follows the content. */
export const SEARCH_RUNNING: number = 0x1;
/** The search is looking through everything. */
export const SEARCH_REBUILD: number = 0x2;
/** The containers below those that are named are searched too. */
export const SEARCH_RECURSIVE: number = 0x4;
/** The search comes before others. */
export const SEARCH_FOREGROUND: number = 0x8;
