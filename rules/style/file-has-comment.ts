// Files that begin without a comment.

import { defineRule } from '../../src/engine/define-rule.ts';
import { documents } from '../../src/model/documentation.ts';
import { commentsOf } from '../../src/model/proto/syntax/comments.ts';

export default defineRule({
  id: 'file-has-comment',
  group: 'style',
  severity: 'warning',
  presets: [],
  since: '0.1.0',
  fixable: 'no',
  summary: 'a file that does not say what it is for gets whatever does not fit elsewhere',
  why:
    'A sentence at the top tells who owns the contract, what belongs into the file and what does not, before anybody ' +
    'reads a single message. Documentation generators put it at the head of the page. A licence alone counts too, ' +
    'as no linter can tell it from a description; a comment that only silences a linter does not.',
  aliases: { protolint: 'FILE_HAS_COMMENT' },
  messages: {
    missing: 'file begins without a comment',
  },
  visit: {
    file({ node }, ctx) {
      const [first] = node.body;
      if (!first) return;
      const { leading, detached } = commentsOf(node, first);
      if (documents(leading) || detached.some(documents)) return;
      const help = 'say above the first statement what the file is for';
      ctx.report({ message: 'missing', at: { start: 0, end: 0 }, help });
    },
  },
});
