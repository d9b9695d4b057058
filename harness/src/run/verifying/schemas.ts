import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';

/** The documents of a bundle that have a published schema. */
export type SchemaName = 'result' | 'manifest' | 'statement';

const FOLDER: string = join(import.meta.dirname, '..', '..', '..', 'schemas');
const MOST_ERRORS = 3;
const require = createRequire(import.meta.url);

const validators = new Map<SchemaName, ValidateFunction>();

/**
 * What of a document is not as its published JSON Schema wants it.
 *
 * @param name - which schema
 * @param value - the document
 * @returns the first differences, each in words; empty: there is none
 */
export function schemaErrors(name: SchemaName, value: unknown): readonly string[] {
  const validate = validators.get(name) ?? compile(name);
  if (validate(value)) return [];
  return (validate.errors ?? []).slice(0, MOST_ERRORS).map(inWords);
}

function compile(name: SchemaName): ValidateFunction {
  // Whoever certifies verifies nothing: what compiles schemas is loaded for the first of them.
  const { Ajv2020 }: typeof import('ajv/dist/2020.js') = require('ajv/dist/2020.js');
  const schema: object = JSON.parse(readFileSync(join(FOLDER, `${name}.schema.json`), 'utf8'));
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);
  validators.set(name, validate);
  return validate;
}

function inWords({ instancePath, message, params }: ErrorObject): string {
  const { additionalProperty } = params as { readonly additionalProperty?: unknown };
  const which = typeof additionalProperty === 'string' ? ` (${additionalProperty})` : '';
  return `${instancePath === '' ? 'the document' : instancePath} ${message ?? 'is wrong'}${which}`;
}
