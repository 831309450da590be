// The JSON Schema (draft 2020-12) of `leyline.yaml` for editors, made from the schema that checks it.
// For the generator only: nothing that runs on a user's machine may import this file.

import * as z from 'zod/mini';
import { KEY_DESCRIPTIONS } from './key-descriptions.ts';
import { type KnownRules, RULE_SEVERITIES, type RuleOptions } from './rule-settings.ts';
import { configSchema } from './schema.ts';

export type JsonSchema = { [key: string]: unknown };

export interface DescribedRules extends KnownRules {
  /** One sentence per rule id. */
  readonly summaries?: ReadonlyMap<string, string>;
}

export function configJsonSchema(known: DescribedRules): JsonSchema {
  const schema = convert(configSchema(known));
  const undescribed = new Set(Object.keys(KEY_DESCRIPTIONS));
  const rules = allOf({ extends: presetsSchema(known.presets) });
  replaceProperty(schema, ['rules'], rules);
  replaceProperty(schema, ['overrides', 'rules'], allOf({}));
  replaceProperty(schema, ['exceptions', 'rule'], { enum: [...known.rules.keys()] });
  describe(schema, '', undescribed);
  if (undescribed.size > 0) throw new Error(`descriptions of keys that do not exist: ${[...undescribed].join(', ')}`);
  const { $schema, ...body } = schema;
  return {
    $schema,
    title: 'leyline.yaml',
    description: 'Configuration of Leyline, the governance linter for Protocol Buffer contracts.',
    ...body,
    $defs: {
      severity: { enum: [...RULE_SEVERITIES] },
      plainRule: ruleSchema(undefined),
      rules: { type: 'object', properties: rulesByIdSchema(known) },
    },
  };
}

function rulesByIdSchema({ rules, summaries }: DescribedRules): JsonSchema {
  const byId: JsonSchema = {};
  for (const [id, options] of rules) {
    const summary = summaries?.get(id);
    const setting = options ? ruleSchema(options) : { $ref: '#/$defs/plainRule' };
    byId[id] = summary === undefined ? setting : { description: summary, ...setting };
  }
  return byId;
}

function ruleSchema(options: RuleOptions): JsonSchema {
  const severity = { $ref: '#/$defs/severity' };
  const parts = options ? [severity, withoutDialect(convert(options))] : [severity];
  return { anyOf: [severity, { type: 'array', prefixItems: parts, items: false, minItems: 1 }] };
}

function presetsSchema(presets: readonly string[]): JsonSchema {
  const preset = { enum: [...presets] };
  return { anyOf: [preset, { type: 'array', items: preset }] };
}

function allOf(properties: JsonSchema): JsonSchema {
  return { type: 'object', allOf: [{ $ref: '#/$defs/rules' }], properties, unevaluatedProperties: false };
}

function convert(schema: z.core.$ZodType): JsonSchema {
  // The input side is what a user writes; a transform's output has no JSON Schema.
  return JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12' }))) as JsonSchema;
}

function withoutDialect({ $schema: _, ...schema }: JsonSchema): JsonSchema {
  return schema;
}

function replaceProperty(schema: JsonSchema, path: readonly string[], replacement: JsonSchema): void {
  const [key = '', ...rest] = path;
  const properties = propertiesOf(schema);
  const property = properties[key];
  if (!property) throw new Error(`the configuration schema has no '${key}'`);
  if (rest.length === 0) properties[key] = replacement;
  else replaceProperty(property, rest, replacement);
}

function describe(schema: JsonSchema, way: string, undescribed: Set<string>): void {
  const properties = propertiesOf(schema);
  for (const [key, property] of Object.entries(properties)) {
    const keyWay = way === '' ? key : `${way}.${key}`;
    const description = KEY_DESCRIPTIONS[keyWay];
    if (description === undefined) throw new Error(`'${keyWay}' has no description in key-descriptions.ts`);
    undescribed.delete(keyWay);
    describe(property, keyWay, undescribed);
    properties[key] = { description, ...property };
  }
}

/** Of the schema itself, or of the items or freely named entries that it consists of. */
function propertiesOf(schema: JsonSchema): Record<string, JsonSchema> {
  const within = schema['properties'] ?? undefined;
  if (within) return within as Record<string, JsonSchema>;
  const inner = schema['items'] ?? schema['additionalProperties'];
  return typeof inner === 'object' && inner !== null ? propertiesOf(inner as JsonSchema) : {};
}
