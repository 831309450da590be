// What `leyline.yaml` may hold: the one schema that checks it, types it and is published for editors.
// Reads nothing; sentences for misfits are found elsewhere unless only this schema can know them.

import * as z from 'zod/mini';
import { GATE_NAMES } from './gate-names.ts';
import { pathPattern, projectPath } from './project-paths.ts';
import { type KnownRules, ruleHint, ruleOverrides, ruleSelection } from './rule-settings.ts';

export const SOURCE_LANGUAGES = ['typescript', 'javascript', 'python'] as const;
const LARGEST_MESSAGE = 2 ** 31 - 1;
const MOST_SUBSYSTEMS = 1000;

export type Config = z.infer<ReturnType<typeof configSchema>>;

export function configSchema(known: KnownRules) {
  return z.strictObject({
    contracts: z.exactOptional(
      z.strictObject({
        root: z.exactOptional(z.union([projectPath(), roots()])),
        imports: z.exactOptional(z.array(projectPath())),
        changelog: z.exactOptional(projectPath().check(aFile)),
      }),
    ),
    planes: z.exactOptional(z.record(words(), plane()).check(eachSubsystemOnce)),
    sources: z.exactOptional(z.array(source())),
    register: z.exactOptional(register()),
    check: z.exactOptional(
      z.strictObject({ skip: z.exactOptional(z.array(z.enum(GATE_NAMES))), against: z.exactOptional(words()) }),
    ),
    seal: z.exactOptional(
      z.strictObject({ publicKeys: z.exactOptional(z.array(projectPath().check(aFile)).check(z.minLength(1))) }),
    ),
    rules: z.exactOptional(ruleSelection(known)),
    overrides: z.exactOptional(z.array(z.strictObject({ paths: patterns(), rules: ruleOverrides(known) }))),
    exceptions: z.exactOptional(z.array(exception(known))),
    baseline: z.exactOptional(projectPath().check(aFile)),
    budgets: z.exactOptional(
      z.strictObject({
        'max-message-size': z.exactOptional(z.int().check(z.minimum(1), z.maximum(LARGEST_MESSAGE))),
      }),
    ),
  });
}

function roots() {
  return z.array(projectPath()).check(z.minLength(1), eachOnce);
}

function plane() {
  return z.strictObject({
    packages: z.exactOptional(z.array(namePattern())),
    subsystems: z.exactOptional(z.array(words().check(z.toLowerCase()))),
    internal: z.exactOptional(z.array(namePattern())),
  });
}

function source() {
  return z.strictObject({
    language: z.enum(SOURCE_LANGUAGES),
    include: patterns(),
    exclude: z.exactOptional(z.array(pathPattern())),
    generated: z.exactOptional(z.array(pathPattern())),
    codecs: z.exactOptional(z.array(pathPattern())),
    messagePackages: z.exactOptional(z.array(words())),
  });
}

function register() {
  return z.strictObject({
    subsystems: z.exactOptional(z.union([pathPattern(), patterns()])),
    output: z.exactOptional(projectPath().check(aFile)),
    threshold: z.exactOptional(z.int().check(z.minimum(1), z.maximum(MOST_SUBSYSTEMS))),
  });
}

function exception(known: KnownRules) {
  return z.strictObject({
    rule: z.string().check((payload) => {
      const id = payload.value;
      if (known.rules.has(id)) return;
      const params = { hint: ruleHint(id, known) };
      payload.issues.push({ code: 'custom', message: `unknown rule '${id}'`, params, input: id, continue: true });
    }),
    path: pathPattern(),
    element: z.exactOptional(words()),
    owner: words(),
    reason: words(),
    expires: z.exactOptional(z.iso.date()),
    message: z.exactOptional(words()),
  });
}

function patterns() {
  return z.array(pathPattern()).check(z.minLength(1));
}

/** Text with something in it, without blanks around. */
function words() {
  return z.string().check(z.trim(), z.minLength(1));
}

/** `esper.telemetry.*`, a full name, or `*` for all: what a dot separates are identifiers. */
function namePattern() {
  return z.string().check((payload) => {
    if (/^(?:\*|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*(?:\.\*)?)$/.test(payload.value)) return;
    payload.issues.push({
      code: 'custom',
      message: `'${payload.value}' is not a package pattern`,
      params: { hint: "write a full name such as esper.telemetry.v1, or 'esper.telemetry.*' for all below it" },
      input: payload.value,
      continue: true,
    });
  });
}

function aFile(payload: z.core.ParsePayload<string>): void {
  if (payload.value !== '' || payload.issues.length > 0) return;
  const params = { hint: 'name a file, such as .leyline-baseline.json' };
  payload.issues.push({ code: 'custom', message: 'this is the project folder, not a file', params, input: '' });
}

function eachOnce(payload: z.core.ParsePayload<string[]>): void {
  payload.value.forEach((folder, i) => {
    if (payload.value.indexOf(folder) === i) return;
    const [message, params] = [`'${folder || '.'}' is named twice`, { hint: 'name each folder once' }];
    payload.issues.push({ code: 'custom', message, params, path: [i], input: folder });
  });
}

function eachSubsystemOnce(payload: z.core.ParsePayload<Record<string, z.infer<ReturnType<typeof plane>>>>): void {
  const owners = new Map<string, string>();
  for (const [name, { subsystems = [] }] of Object.entries(payload.value)) {
    subsystems.forEach((subsystem, i) => {
      const owner = owners.get(subsystem);
      if (owner !== undefined) {
        payload.issues.push({
          code: 'custom',
          message: `subsystem '${subsystem}' already belongs to plane '${owner}'`,
          params: { hint: 'keep it in one plane' },
          path: [name, 'subsystems', i],
          input: subsystem,
        });
      }
      owners.set(subsystem, owner ?? name);
    });
  }
}
