// Packages that import each other in a circle. Files that are only imported close circles too; none is reported there.

import { defineRule } from '../../src/engine/define-rule.ts';
import { type PackageImport, packageCycle } from '../../src/model/package-cycles.ts';

export default defineRule({
  id: 'package-no-import-cycle',
  group: 'packages',
  severity: 'error',
  presets: ['buf-minimal', 'strict'],
  since: '0.1.0',
  fixable: 'no',
  summary: 'packages that import each other in a circle cannot be used, versioned or generated apart',
  why:
    'Protobuf forbids circles among files, not among packages. But where a package becomes one unit of the language, ' +
    'as in Go, generated code of such packages does not compile at all, and nowhere can one of them be released, moved ' +
    'to another repository or left out without the others. A new version of one is a new version of all.',
  aliases: { buf: 'PACKAGE_NO_IMPORT_CYCLE' },
  messages: {
    cycle: 'packages import each other in a circle: {cycle}',
  },
  visit: {
    file(file, ctx) {
      for (const imported of file.imports) {
        const steps = packageCycle(ctx.workspace, file, imported);
        if (!steps) continue;
        ctx.report({
          message: 'cycle',
          at: { start: imported.node.start, end: imported.node.end },
          data: { cycle: cycleText(steps) },
          help: 'move what both sides need into a package of its own',
          related: steps.slice(1).map(({ from, to, file: { path }, imported: { node } }) => ({
            ...{ path, start: node.start, end: node.end },
            message: `'${from}' imports '${to}' here`,
          })),
        });
      }
    },
  },
});

function cycleText(steps: readonly PackageImport[]): string {
  const names = steps.map(({ from }) => from);
  const start = names[0] as string;
  const last = steps.at(-1)?.to;
  if (last !== undefined && last !== start) names.push(last, '…');
  return [...names, start].join(' → ');
}
