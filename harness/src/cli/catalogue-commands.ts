import { CATALOGUE, findRequirement } from '../catalogue/catalogue.js';
import { renderExplanation } from '../report/explain.js';
import { renderList } from '../report/list.js';
import { closest } from '../run/input/closest.js';
import { ConfigurationError } from '../run/input/configuration-error.js';
import type { Context } from './context.js';
import { hasColour, widthOf, writeAll } from './output.js';
import type { CatalogueFlags } from './program.js';

function layout(flags: CatalogueFlags, context: Context): { readonly width: number; readonly colour: boolean } {
  return { width: widthOf(context.stdout), colour: hasColour(context.stdout, flags.color, context.env) };
}

async function print(lines: readonly string[], context: Context): Promise<void> {
  await writeAll(context.stdout, `${lines.join('\n')}\n`);
}

/**
 * `mapi-certify list`.
 *
 * @param flags - the options
 * @param context - where it is printed
 */
export async function listRequirements(flags: CatalogueFlags, context: Context): Promise<void> {
  await print(renderList(CATALOGUE, layout(flags, context)), context);
}

/**
 * `mapi-certify explain`.
 *
 * @param id - the id of a requirement, in capitals or not
 * @param flags - the options
 * @param context - where it is printed
 * @throws ConfigurationError when there is no such requirement
 */
export async function explainRequirement(id: string, flags: CatalogueFlags, context: Context): Promise<void> {
  const requirement = findRequirement(id);
  if (requirement === undefined) {
    const near = closest(
      id,
      CATALOGUE.map((entry) => entry.id),
    );
    const hint = near === undefined ? '' : `; did you mean ${near}?`;
    throw new ConfigurationError(`there is no requirement "${id}"${hint} (mapi-certify list shows every id)`);
  }
  await print(renderExplanation(requirement, layout(flags, context)), context);
}
