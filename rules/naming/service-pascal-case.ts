// Names of services that are not in PascalCase. How that is spelt is a fact of model/letter-case.

import { defineRule } from '../../src/engine/define-rule.ts';
import { pascalCase, pascalCaseOfWords } from '../../src/model/letter-case.ts';
import { renaming } from '../../src/model/rename.ts';

export default defineRule({
  id: 'service-pascal-case',
  group: 'naming',
  severity: 'error',
  presets: ['buf-basic', 'strict'],
  since: '0.1.0',
  fixable: 'suggestion',
  summary: 'a service that is not in PascalCase gets another name in every language',
  why:
    "Generators make names of clients, servers and base classes by adding to the service's name, and the path of " +
    'a gRPC call has it as it is written. In PascalCase all of these are recognisably one name; otherwise code, ' +
    'logs, metrics and access rules spell it differently.',
  aliases: { buf: 'SERVICE_PASCAL_CASE', protolint: 'SERVICE_NAMES_UPPER_CAMEL_CASE' },
  messages: {
    case: "service '{name}' is not PascalCase",
  },
  visit: {
    service(service, ctx) {
      const { name } = service;
      if (name === pascalCase(name)) return;
      const wanted = pascalCaseOfWords(name);
      ctx.report({
        message: 'case',
        at: service.node.name,
        data: { name },
        ...renaming(ctx.workspace, service, wanted),
      });
    },
  },
});
