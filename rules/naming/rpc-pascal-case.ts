// Names of methods that are not in PascalCase. How that is spelt is a fact of model/letter-case.

import { defineRule } from '../../src/engine/define-rule.ts';
import { pascalCase, pascalCaseOfWords } from '../../src/model/letter-case.ts';
import { renaming } from '../../src/model/rename.ts';

export default defineRule({
  id: 'rpc-pascal-case',
  group: 'naming',
  severity: 'error',
  presets: ['buf-basic', 'strict'],
  since: '0.1.0',
  fixable: 'suggestion',
  summary: 'an rpc that is not in PascalCase is called one thing on the wire and another in code',
  why:
    "The path of a gRPC call has the method's name exactly as it is written, while generators change its case to " +
    'what their language wants. As long as it is PascalCase each can be told from the other; otherwise logs, ' +
    'metrics, proxies and access rules have a name that appears nowhere in the code.',
  aliases: { buf: 'RPC_PASCAL_CASE', protolint: 'RPC_NAMES_UPPER_CAMEL_CASE' },
  messages: {
    case: "rpc '{name}' is not PascalCase",
  },
  visit: {
    method(method, ctx) {
      const { name } = method;
      if (name === pascalCase(name)) return;
      const wanted = pascalCaseOfWords(name);
      ctx.report({ message: 'case', at: method.node.name, data: { name }, ...renaming(ctx.workspace, method, wanted) });
    },
  },
});
