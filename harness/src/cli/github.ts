import { appendFile } from 'node:fs/promises';
import { CATALOGUE } from '../catalogue/catalogue.js';
import type { CertificationReport } from '../report/report.js';
import { messageOf } from '../run/input/configuration-error.js';
import type { Context } from './context.js';
import { writeAll } from './output.js';

/**
 * In a job of GitHub Actions: adds the result to the summary of the job, and what is broken to the annotations of the run.
 * Nobody asked for it by an option, so that a summary that can't be written is told, and no more.
 *
 * @param report - the certification
 * @param context - the environment, and the stream that takes workflow commands
 */
export async function showOnGithub(report: CertificationReport, context: Context): Promise<void> {
  if (context.env['GITHUB_ACTIONS'] !== 'true') return;
  const { renderAnnotations } = await import('../report/annotations.js');
  const lines = renderAnnotations(report, CATALOGUE);
  if (lines.length > 0) await writeAll(context.stdout, `${lines.join('\n')}\n`);
  const file = context.env['GITHUB_STEP_SUMMARY'] ?? '';
  if (file === '') return;
  const { renderMarkdown } = await import('../report/markdown.js');
  try {
    await appendFile(file, `${renderMarkdown(report, CATALOGUE)}\n`);
  } catch (error) {
    const what = `the summary of the job (GITHUB_STEP_SUMMARY) could not be written: ${messageOf(error)}`;
    await writeAll(context.stderr, `mapi-certify: ${what}\n`);
  }
}
