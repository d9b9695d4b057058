// The part of the languages of GitLab and Azure Pipelines that the workflows of the guides are written in, by their
// references (docs.gitlab.com/ci/yaml, learn.microsoft.com/azure/devops/pipelines/yaml-schema, read in 2026): nothing else is
// allowed, so that a mistyped key is found. The schemas that both publish are a hundred times as large, and no package of the
// registry has them.

const TEXT = { type: 'string', minLength: 1 } as const;
const TEXTS = { type: 'array', items: TEXT, minItems: 1 } as const;
const closed = (properties: object, required: readonly string[]): object => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

/** `.gitlab-ci.yml`: jobs, with what they keep. */
export const GITLAB_SCHEMA: object = {
  type: 'object',
  minProperties: 1,
  propertyNames: {
    pattern: '^[a-z][a-z-]*$',
    not: { enum: ['image', 'services', 'stages', 'types', 'cache', 'include'] },
  },
  additionalProperties: closed(
    {
      image: TEXT,
      stage: TEXT,
      script: TEXTS,
      needs: TEXTS,
      parallel: { type: 'integer', minimum: 2, maximum: 200 },
      when: { enum: ['on_success', 'on_failure', 'always', 'manual', 'delayed', 'never'] },
      allow_failure: { type: 'boolean' },
      artifacts: closed(
        {
          when: { enum: ['on_success', 'on_failure', 'always'] },
          // Letters, digits, `_`, `-` and spaces.
          expose_as: { type: 'string', pattern: '^[\\w -]{1,100}$' },
          paths: TEXTS,
          reports: closed({ junit: { anyOf: [TEXT, TEXTS] } }, ['junit']),
          expire_in: TEXT,
        },
        [],
      ),
    },
    ['script'],
  ),
};

const CONDITION = {
  type: 'string',
  pattern: '^(?:(?:always|failed|succeeded|succeededOrFailed)\\(\\)|not\\(canceled\\(\\)\\))$',
};

const STEP = {
  displayName: TEXT,
  condition: CONDITION,
  continueOnError: { type: 'boolean' },
};

const POOL = closed({ vmImage: TEXT }, ['vmImage']);

const STEPS = {
  type: 'array',
  minItems: 1,
  items: {
    oneOf: [
      closed({ ...STEP, script: TEXT }, ['script']),
      closed({ ...STEP, publish: TEXT, artifact: TEXT }, ['publish', 'artifact']),
      closed({ ...STEP, download: { const: 'current' }, artifact: TEXT, patterns: TEXT }, ['download']),
      closed(
        {
          ...STEP,
          task: { const: 'PublishTestResults@2' },
          inputs: closed(
            {
              testResultsFormat: { enum: ['JUnit', 'NUnit', 'VSTest', 'XUnit', 'CTest'] },
              testResultsFiles: TEXT,
              searchFolder: TEXT,
              mergeTestResults: { type: 'boolean' },
              failTaskOnFailedTests: { type: 'boolean' },
              testRunTitle: TEXT,
            },
            ['testResultsFormat', 'testResultsFiles'],
          ),
        },
        ['task', 'inputs'],
      ),
      closed({ ...STEP, task: { const: 'UseNode@1' }, inputs: closed({ version: TEXT }, ['version']) }, [
        'task',
        'inputs',
      ]),
    ],
  },
};

/** `azure-pipelines.yml`: steps, or jobs with steps. */
export const AZURE_SCHEMA: object = {
  oneOf: [
    closed({ trigger: TEXTS, pool: POOL, steps: STEPS }, ['steps']),
    closed(
      {
        jobs: {
          type: 'array',
          minItems: 1,
          items: closed(
            {
              job: { type: 'string', pattern: '^\\w+$' },
              pool: POOL,
              strategy: closed({ parallel: { type: 'integer', minimum: 2 } }, ['parallel']),
              dependsOn: { anyOf: [TEXT, TEXTS] },
              condition: CONDITION,
              steps: STEPS,
            },
            ['job', 'steps'],
          ),
        },
      },
      ['jobs'],
    ),
  ],
};
