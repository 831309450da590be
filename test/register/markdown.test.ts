// The register as a page: what is generated stands between markers and is made new, what people wrote stays.

import { describe, expect, it } from 'vitest';
import { registerMarkdown } from '../../src/register/markdown.ts';
import type { Register, RegisteredType } from '../../src/register/register.ts';

const OPTIONS = { threshold: 3 };

function type(subsystem: string, name: string, more: Partial<RegisteredType> = {}): RegisteredType {
  return {
    name,
    kind: 'dataclass',
    path: `${subsystem}/a.py`,
    span: { start: 0, end: 0 },
    line: 3,
    decoratorLine: 2,
    subsystem,
    summary: '',
    members: [],
    importedBy: [],
    importers: [],
    mirrors: undefined,
    ...more,
  };
}

function registerOf(...types: RegisteredType[]): Register {
  const paths = [...new Set(types.map(({ subsystem }) => subsystem))].sort();
  return { subsystems: paths.map((path) => ({ path, hasPython: true })), types };
}

const page = (register: Register, old?: string) => registerMarkdown(register, old, 'register.md', OPTIONS);

describe('a row', () => {
  it.each([
    ['nothing more', {}, '- `A` (`src/core/a.py:3`)'],
    ['what is written about it', { summary: 'A thing.' }, '- `A` (`src/core/a.py:3`) — A thing.'],
    ['a summary without end', { summary: 'A thing' }, '- `A` (`src/core/a.py:3`) — A thing.'],
    ['who imports it', { importedBy: ['src/karn'] }, '- `A` (`src/core/a.py:3`) — Imported by `karn`.'],
    [
      'that it is shared',
      { importedBy: ['src/a', 'src/b', 'src/karn'] },
      '- `A` (`src/core/a.py:3`) — Shared: imported by `src/a`, `src/b`, `karn`.',
    ],
    [
      'what it mirrors',
      { mirrors: { contract: 'x.v1.A', matching: ['a'] } },
      '- `A` (`src/core/a.py:3`) — Mirrors `x.v1.A`.',
    ],
    ['no markup of others', { summary: 'Ends <!-- here.' }, '- `A` (`src/core/a.py:3`) — Ends \\<!-- here.'],
  ])('tells %s', (_, more, row) => {
    expect(page(registerOf(type('src/core', 'A', more), type('src/karn', 'B'))).split('\n')).toContain(row);
  });
});

const FIRST = page(registerOf(type('src/core', 'A'), type('src/karn', 'B', { kind: 'enum' })));

it('a new page has a section per subsystem, with data types, enums and room for notes', () => {
  expect(FIRST.slice(FIRST.indexOf('## src/core'))).toBe(`## src/core

<!-- leyline register: src/core -->
**Dataclasses**

- \`A\` (\`src/core/a.py:3\`)

**Enums**

- _None defined._
<!-- /leyline register -->

**Notes**

- _None._

## src/karn

<!-- leyline register: src/karn -->
**Dataclasses**

- _None defined._

**Enums**

- \`B\` (\`src/karn/a.py:3\`)
<!-- /leyline register -->

**Notes**

- _None._
`);
});

describe('what people wrote', () => {
  const edited = FIRST.replace('# Contract Register', '# Our register\n\nRead me.').replace(
    '**Notes**\n\n- _None._\n\n## src/karn',
    '**Notes**\n\n- To be moved.\n\n## Appendix\n\nMore.\n\n## src/karn',
  );

  it('stays, and the page settles', () => {
    const same = registerOf(type('src/core', 'A'), type('src/karn', 'B', { kind: 'enum' }));
    expect(page(same, edited)).toBe(edited);
    expect(page(same, FIRST)).toBe(FIRST);
  });

  it('stays when types come and go', () => {
    const renewed = page(registerOf(type('src/core', 'C'), type('src/karn', 'B', { kind: 'enum' })), edited);
    expect(renewed).toBe(edited.replace('- `A` (`src/core', '- `C` (`src/core'));
  });

  it('stays when its subsystem goes; a section without notes goes with it', () => {
    const left = page(registerOf(type('src/tamiyo', 'D')), edited);
    expect(left).toContain('# Our register\n\nRead me.');
    expect(left).toContain('_Nothing is declared here any more._');
    expect(left).toContain('- To be moved.');
    expect(left).toContain('## Appendix\n\nMore.');
    expect(left).not.toContain('## src/karn');
    expect(left).toContain('## src/tamiyo');
    expect(page(registerOf(type('src/tamiyo', 'D')), left)).toBe(left);
  });

  it('keeps its line ends', () => {
    const windows = edited.replaceAll('\n', '\r\n');
    const same = registerOf(type('src/core', 'A'), type('src/karn', 'B', { kind: 'enum' }));
    expect(page(same, windows)).toBe(windows);
  });

  it('keeps the heading of a page that was written before there were markers', () => {
    const old = '# Register\n\n## src/core\n\n**Dataclasses**\n\n- `A` by hand.\n';
    const adopted = page(registerOf(type('src/core', 'A')), old);
    expect(adopted).toContain('## src/core\n\n<!-- leyline register: src/core -->\n');
    expect(adopted).toContain('- `A` by hand.');
    expect(adopted.match(/^## /gm)).toHaveLength(1);
  });
});

it('new sections come in the order of their names', () => {
  const { length } = [...FIRST];
  const more = page(
    registerOf(type('src/a', 'X'), type('src/core', 'A'), type('src/k', 'Y'), type('src/karn', 'B', { kind: 'enum' })),
    FIRST,
  );
  expect(more.match(/^## .*$/gm)).toEqual(['## Purpose', '## src/a', '## src/core', '## src/k', '## src/karn']);
  expect(more.length).toBeGreaterThan(length);
});

describe('markers that cannot be trusted', () => {
  it.each([
    [
      'never closed',
      '<!-- leyline register: src/core -->\n\ntext\n',
      "the generated part of 'src/core' is never closed",
    ],
    [
      'closed by the next one',
      '<!-- leyline register: a -->\n<!-- leyline register: b -->\n<!-- /leyline register -->\n',
      "the generated part of 'a' is never closed",
    ],
    [
      'there twice',
      '<!-- leyline register: a -->\n<!-- /leyline register -->\n<!-- leyline register: a -->\n<!-- /leyline register -->\n',
      "'a' has a generated part in line 1 already",
    ],
  ])('%s', (_, old, message) => {
    expect(() => page(registerOf(type('src/core', 'A')), old)).toThrow(message);
  });
});
