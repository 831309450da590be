// Code generators that are not pinned to exact bytes. Only what is written is judged; no image is pulled, no tool run.

import { defineRule } from '../../src/engine/define-rule.ts';
import type { Located, ToolchainPin } from '../../src/model/contract-set.ts';
import { digestFlaw } from '../../src/model/pin-digest.ts';

export default defineRule({
  id: 'unpinned-toolchain',
  group: 'governance',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'a code generator without a full SHA-256 digest is another one tomorrow',
  why:
    'A tag is a name that its owner may move, and a version number says nothing about the file that was downloaded. ' +
    'Stubs generated with another compiler differ, in bytes or in behaviour, although no contract changed; and ' +
    'whoever can move the tag can put code into every service. Only the full digest names one exact generator.',
  source: '§8.0.2',
  messages: {
    missing: "{kind} '{name}' has no digest",
    elided: "digest of {kind} '{name}' is elided",
    algorithm: "digest of {kind} '{name}' is not a SHA-256 digest",
    unmarked: "digest of {kind} '{name}' does not begin with 'sha256:'",
    length: "digest of {kind} '{name}' has {count} characters after 'sha256:' instead of 64",
    characters: "digest of {kind} '{name}' has characters other than lower-case hex digits",
    placeholder: "digest of {kind} '{name}' is a placeholder",
    empty: "digest of {kind} '{name}' is that of an empty file",
    contradiction: "digest of {kind} '{name}' differs from the one in its image reference",
  },
  visit: {
    toolchainPin(pin, ctx) {
      const { kind } = pin;
      const name = pin.name.value;
      const data = { kind, name };
      const help = helpFor(pin);
      const inline = inlineDigest(pin);
      const digests = inline && !pin.digests.includes(inline) ? [inline, ...pin.digests] : pin.digests;
      if (digests.length === 0) {
        ctx.report({ message: 'missing', at: (pin.reference ?? pin.name).place, data, help });
      }
      for (const digest of digests) {
        const at = digest.place;
        const hex = digest.value.replace(/^sha256:/, '');
        const flaw = digestFlaw(digest.value, kind);
        if (flaw === 'length') ctx.report({ message: flaw, at, data: { ...data, count: hex.length }, help });
        else if (flaw) ctx.report({ message: flaw, at, data, help });
        else if (inline && digest.value !== inline.value) {
          const related = [{ ...inline.place, message: 'the image reference pins this one' }];
          ctx.report({
            message: 'contradiction',
            at,
            data,
            help: 'write the same digest in both places, or only one of them',
            related,
          });
        }
      }
    },
  },
});

/** What follows `@` in `repository:tag@sha256:…`, also where the list of digests lacks it. */
function inlineDigest({ kind, reference, digests }: ToolchainPin): Located<string> | undefined {
  const at = reference && kind === 'container' ? reference.value.lastIndexOf('@') : -1;
  if (!reference || at < 0) return undefined;
  const value = reference.value.slice(at + 1);
  return digests.find((digest) => digest.value === value) ?? { value, place: reference.place };
}

function helpFor({ kind, reference, name }: ToolchainPin): string {
  if (kind === 'tool') return "write the output of 'sha256sum' for the file that runs, all 64 digits";
  const image = reference?.value.replace(/@.*/s, '') || name.value;
  return `write the full digest that this prints: docker inspect --format '{{index .RepoDigests 0}}' ${image}`;
}
