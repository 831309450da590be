// Messages of active versions that no golden fixture holds. Which fixtures there are is a fact of the contract set; this
// file only judges.

import { defineRule } from '../../src/engine/define-rule.ts';
import type { GoldenManifest } from '../../src/model/golden-set.ts';
import { versionOf } from '../../src/model/workspace.ts';

export default defineRule({
  id: 'missing-golden',
  group: 'governance',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'a message of an active version whose bytes no golden fixture pins down',
  why:
    'What no fixture holds can change on the wire without anybody noticing: by an edit of the schema, by a new release of ' +
    'a runtime, by a service in another language. Nested and supporting messages count too, since each of them is ' +
    'encoded somewhere. The rule speaks up once a contract set has golden fixtures at all; until then `leyline golden ' +
    'scaffold` makes a start.',
  source: 'I3, I6, §8.0.7, acceptance criteria',
  messages: { missing: "message '{message}' of active version {version} has no golden fixture" },
  visit: {
    message(message, ctx) {
      const { contracts } = ctx.workspace;
      const version = versionOf(contracts, ctx.path);
      if (version?.status.value !== 'active' || !contracts.golden || contracts.golden.length === 0) return;
      const manifest = contracts.golden.find((golden) => golden.version === version.name.value);
      if (manifest && coveredBy(manifest).has(message.fullName)) return;
      ctx.report({
        message: 'missing',
        data: { message: message.fullName, version: version.name.value },
        at: message.nameSpan,
        help: "'leyline golden scaffold' writes a readable twin for it, and 'leyline golden record' its bytes",
      });
    },
  },
});

const covered = new WeakMap<GoldenManifest, ReadonlySet<string>>();

function coveredBy(manifest: GoldenManifest): ReadonlySet<string> {
  const known = covered.get(manifest) ?? new Set(manifest.rows.map(({ message }) => message.value));
  covered.set(manifest, known);
  return known;
}
