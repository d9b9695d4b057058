import { counted } from '../../catalogue/rules/words.js';
import { html, type Markup } from './markup.js';

/** Something by which the requirements of a page are shown or hidden. */
export interface FilterChoice {
  /** What `data-s` of the requirements says. */
  readonly value: string;
  /** The class of its colour. */
  readonly kind: string;
  readonly word: string;
  readonly number: number;
}

/**
 * The form that filters requirements. Without the script it would do nothing, and is hidden.
 *
 * @param choices - what can be hidden; of none there is no box
 * @param total - how many requirements there are
 */
export function filterForm(choices: readonly FilterChoice[], total: number): Markup {
  const boxes = choices.flatMap(({ value, kind, word, number }) => {
    if (number === 0) return [];
    return [
      html`<label class="${kind}"><input type="checkbox" name="s" value="${value}" checked> ${word} <small>${number}</small></label>`,
    ];
  });
  return html`<form id="filter" role="search" hidden><label class="q">Search <input type="search" autocomplete="off" spellcheck="false" placeholder="DUR-2, entry id, persistForExit"></label><fieldset><legend>Show</legend>${boxes}</fieldset><p role="status" id="shown">${counted(total, 'requirement')}</p></form>`;
}
