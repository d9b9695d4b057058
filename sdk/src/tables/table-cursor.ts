import { BOOKMARK_BEGINNING, BOOKMARK_CURRENT, BOOKMARK_END } from '../contract/flags.js';

/** The first number that a bookmark gets: the lower ones are BOOKMARK_BEGINNING, CURRENT and END. */
const FIRST_BOOKMARK = 3;

/** Where the client is in a table, and what it has marked. */
export class TableCursor {
  /** That of the current row; it may be behind the last one. */
  position = 0;
  readonly #bookmarks = new Map<number, number>();
  #nextBookmark = FIRST_BOOKMARK;

  /** Marks a position; gives the bookmark. */
  mark(position: number): number {
    const bookmark = this.#nextBookmark++;
    this.#bookmarks.set(bookmark, position);
    return bookmark;
  }

  /** Whether the bookmark was one. */
  free(bookmark: number): boolean {
    return (bookmark >= 0 && bookmark < FIRST_BOOKMARK) || this.#bookmarks.delete(bookmark);
  }

  /** The position of a bookmark in a table of `count` rows; undefined when there is none. */
  origin(bookmark: number, count: number): number | undefined {
    if (bookmark === BOOKMARK_BEGINNING) return 0;
    if (bookmark === BOOKMARK_CURRENT) return Math.min(this.position, count);
    if (bookmark === BOOKMARK_END) return count;
    return this.#bookmarks.get(bookmark);
  }

  /** Goes to the beginning; bookmarks are void. */
  reset(): void {
    this.#bookmarks.clear();
    this.position = 0;
  }

  /** Rows are at other positions now. */
  move(moved: (position: number) => number): void {
    this.position = moved(this.position);
    for (const [bookmark, position] of this.#bookmarks) this.#bookmarks.set(bookmark, moved(position));
  }
}
