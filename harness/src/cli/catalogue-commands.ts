import { CATALOGUE } from '../catalogue/catalogue.js';
import { explainTopic, TOPICS } from '../report/explain-topic.js';
import { renderList } from '../report/list.js';
import { renderListJson } from '../report/list-json.js';
import { closest } from '../run/input/closest.js';
import { ConfigurationError } from '../run/input/configuration-error.js';
import { requirementsNamed } from '../run/input/selection.js';
import type { Context } from './context.js';
import type { ColourFlags } from './declaration.js';
import { hasColour, widthOf, writeAll } from './output.js';
import type { ListFlags } from './program.js';

function layout(flags: ColourFlags, context: Context): { readonly width: number; readonly colour: boolean } {
  return { width: widthOf(context.stdout), colour: hasColour(context.stdout, flags.color, context.env) };
}

/**
 * `mapi-certify list`.
 *
 * @param names - ids of requirements and groups, in capitals or not; empty: the whole catalogue
 * @param flags - the options
 * @param context - where it is printed
 * @throws ConfigurationError when there is no such requirement or group
 */
export async function listRequirements(names: readonly string[], flags: ListFlags, context: Context): Promise<void> {
  const ids = new Set(names.flatMap((name) => requirementsNamed(name, 'list', CATALOGUE)));
  const listed = CATALOGUE.filter(({ id }) => names.length === 0 || ids.has(id));
  const text = flags.json ? renderListJson(listed) : `${renderList(listed, layout(flags, context)).join('\n')}\n`;
  await writeAll(context.stdout, text);
}

/**
 * `mapi-certify explain`.
 *
 * @param words - ids of requirements, groups, statements and gaps, and names of scenarios, in capitals or not
 * @param flags - the options
 * @param context - where it is printed
 * @throws ConfigurationError when there is nothing of a name; nothing is printed then
 */
export async function explainTopics(words: readonly string[], flags: ColourFlags, context: Context): Promise<void> {
  const pages = words.map((word) => {
    const lines = explainTopic(word, layout(flags, context));
    if (lines !== null) return `${lines.join('\n')}\n`;
    const near = closest(word, TOPICS);
    const hint = near === undefined ? '' : `; did you mean ${near}?`;
    throw new ConfigurationError(
      `there is no requirement, group, source or scenario "${word}"${hint} (mapi-certify list shows every id)`,
    );
  });
  await writeAll(context.stdout, pages.join('\n'));
}
