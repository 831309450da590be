// Frozen versions that are not as they were released. The comparison is a fact; this file only reports it.

import { defineRule } from '../../src/engine/define-rule.ts';
import { distinctChanges, isEmptied, isFrozenVersion } from '../../src/model/release/release-state.ts';

export default defineRule({
  id: 'frozen-version-changed',
  group: 'governance',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  checksFrozen: true,
  fixable: 'no',
  summary: 'a frozen version differs from what was released',
  why:
    'A frozen version is what deployed readers, stored bytes and golden fixtures agree on. Nobody reads its diffs any ' +
    'more, so a stray edit there, a rename across the tree or a merge gone wrong, comes to light as bytes that no ' +
    'longer decode. Comments and formatting may change; the schema may not, however harmless the change looks.',
  source: 'I1, §8.4',
  messages: {
    change: '{change}, and {name} is frozen',
    emptied: '{name} is frozen and has no .proto files any more',
    order: 'declarations have another order than in the release, and {name} is frozen',
    thawed: '{name} was frozen and is {status} now',
  },
  visit: {
    workspace({ release, contracts }, ctx) {
      for (const state of release?.versions ?? []) {
        const { name, declared, locked } = state;
        if (!locked || !declared || !isFrozenVersion(state)) continue;
        const status = declared.status.value;
        if (status !== 'frozen') {
          const at = declared.status.place;
          ctx.report({
            message: 'thawed',
            data: { name, status },
            at,
            help: 'write frozen, and make changes in a later version',
          });
        }
        if (isEmptied(state)) {
          const help = `bring them back from version control, or take ${name} out of the manifest and run 'leyline bump'`;
          ctx.report({ message: 'emptied', data: { name }, at: declared.name.place, help });
          continue;
        }
        const next = contracts.manifest?.versions.find((version) => version.status.value === 'active')?.name.value;
        const help = `take the change back${next === undefined ? '' : `; ${next} is the version to change`}`;
        for (const { sentence, place, released } of distinctChanges(state)) {
          const at = place ?? declared.name.place;
          const related = released && [{ ...released, message: 'as released' }];
          ctx.report({ message: 'change', data: { change: sentence, name }, at, help, related });
        }
        for (const at of state.reordered) ctx.report({ message: 'order', data: { name }, at, help });
      }
    },
  },
});
