import { CATALOGUE } from '../catalogue/catalogue.js';
import { renderJson } from '../report/json.js';
import type { CertificationReport } from '../report/report.js';
import { renderTerminal } from '../report/terminal.js';
import { DEFAULT_BUDGET_MS, DEFAULT_ITEMS } from '../run/input/options.js';
import { QUICK_ITEMS } from '../scenarios/quick.js';
import type { Context } from './context.js';
import type { JsonTarget } from './json-target.js';
import { hasColour, widthOf, writeAll } from './output.js';

/**
 * Writes a report to where a command was told to: to stdout for a reader, unless the JSON document goes there.
 *
 * @param report - The certification.
 * @param json - Where the JSON document goes; null: nowhere.
 * @param colour - False when the user gave `--no-color`.
 * @param context - Where it is printed.
 * @throws ReportError - When it can't be written.
 */
export async function writeReport(
  report: CertificationReport,
  json: JsonTarget | null,
  colour: boolean,
  context: Context,
): Promise<void> {
  if (json?.isStdout !== true) {
    const lines = renderTerminal(report, {
      width: widthOf(context.stdout),
      colour: hasColour(context.stdout, colour, context.env),
      requirements: CATALOGUE,
      assumed: { items: report.settings.quick ? QUICK_ITEMS : DEFAULT_ITEMS, budgetMs: DEFAULT_BUDGET_MS },
    });
    await writeAll(context.stdout, `${lines.join('\n')}\n`);
  }
  await json?.write(renderJson(report));
}
