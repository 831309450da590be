// String and bytes fields that C++ sees in another type.

import { defineRule } from '../../src/engine/define-rule.ts';
import { optionPlace } from '../../src/model/change/change-place.ts';
import { fieldChange, fieldTitle } from '../../src/model/change/field-change.ts';

const FEATURE = 'features.(pb.cpp).string_type';

export default defineRule({
  id: 'field-same-cpp-string-type',
  group: 'compatibility',
  severity: 'error',
  presets: ['breaking-source', 'breaking-strict', 'buf-file', 'buf-package'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'a string field with another C++ string type does not fit the C++ code that uses it',
  why: 'The option or feature decides between std::string, absl::Cord and views. Callers in C++ do not build with another one. From STRING_PIECE to STRING nothing changes.',
  aliases: { buf: 'FIELD_SAME_CPP_STRING_TYPE' },
  checksFrozen: true,
  messages: {
    changed: '{field} was a {from} in C++ and is a {to}',
  },
  visit: {
    change(change, ctx) {
      const changed = fieldChange(change, 'cpp-string-type');
      if (!changed) return;
      const { after, from = '', to = '' } = changed;
      if (from === 'STRING_PIECE' && to === 'STRING') return;
      const option = after.options.set.some(({ node }) => node.name[0]?.text === 'ctype') ? 'ctype' : FEATURE;
      ctx.report({ message: 'changed', data: { field: fieldTitle(after), from, to }, at: optionPlace(after, option) });
    },
  },
});
