// A rule's options as people read them: name, type and default, taken from the rule's own schema.

import * as z from 'zod/mini';
import { toJSONSchema } from 'zod/v4/core';
import type { Rule } from '../engine/define-rule.ts';

export interface RuleOption {
  readonly name: string;
  readonly type: string;
  /** As it would be written in YAML. */
  readonly fallback: string;
}

interface PropertySchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly items?: PropertySchema;
}

export function optionsOf(rule: Rule): RuleOption[] {
  if (!rule.options) return [];
  const schema = toJSONSchema(rule.options, { io: 'input' }) as { properties?: Record<string, PropertySchema> };
  const defaults = z.parse(rule.options, {}) as Record<string, unknown>;
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    type: typeName(property),
    fallback: defaults[name] === undefined ? 'none' : asYaml(defaults[name]),
  }));
}

function typeName({ type, items, enum: values }: PropertySchema): string {
  if (values) return `one of ${values.join(', ')}`;
  if (type === 'array') return items?.enum ? `list, each ${typeName(items)}` : `list of ${items?.type ?? 'value'}s`;
  return type ?? 'value';
}

function asYaml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(asYaml).join(', ')}]`;
  const isPlain = typeof value === 'string' && /^[a-z][\w-]*$/i.test(value);
  return isPlain ? value : JSON.stringify(value);
}
