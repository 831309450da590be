// Messages that do not come from generated code, and generated code that is not as it was generated.

import { defineRule } from '../../src/engine/define-rule.ts';

export default defineRule({
  id: 'generated-stubs-only',
  group: 'governance',
  severity: 'error',
  presets: ['recommended'],
  since: '0.2.0',
  fixable: 'no',
  summary: 'source that defines or looks up messages without the generated stubs, or edits these by hand',
  why:
    'A message that is defined at run time, or by a class written by hand, follows the contracts only as long as somebody ' +
    'remembers to change both. The compiler does not check it, a search for uses does not find it, and no version says ' +
    'which contract it was made from. An edit inside generated code is lost with the next generation.',
  source: 'I4, ADR-006',
  messages: {
    reflection: "'{written}' defines or looks up messages at run time: {known}",
    likelyReflection: "'{written}' likely looks up messages at run time: {known}",
    class: "class '{written}' is a message written by hand: {known}",
    edited: 'this file was edited after leyline generate wrote it',
  },
  visit: {
    source({ role, uses, header }, ctx) {
      if (header && !header.isIntact) {
        const help = "change the contract instead, and run 'leyline generate'";
        ctx.report({ message: 'edited', at: { start: header.start, end: header.end }, help });
      }
      if (role === 'generated') return;
      const help = 'use the stubs that are generated from the contracts';
      for (const { kind, confidence, written, known, start, end } of uses) {
        const at = { start, end };
        const message = confidence === 'likely' ? 'likelyReflection' : 'reflection';
        if (kind === 'reflection') ctx.report({ message, data: { written, known }, at, help });
        if (kind === 'hand-written-message') ctx.report({ message: 'class', data: { written, known }, at, help });
      }
    },
  },
});
