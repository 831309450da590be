// Flaws in Python: told once, where they are, and the rest of the file is read all the same.

import { describe, expect, it } from 'vitest';
import { readPythonModule } from '../../../src/model/python/read-module.ts';
import { positionAt } from '../../../src/text/source-file.ts';

function flawsIn(text: string): string[] {
  const source = { path: 'a.py', text };
  return readPythonModule(source).flaws.map(({ start, message }) => {
    const { line, column } = positionAt(source, start);
    return `${line}:${column} ${message}`;
  });
}

describe('what is nested too deeply is told once', () => {
  it.each([
    ['brackets', `x = ${'('.repeat(500)}1${')'.repeat(500)}`, ['1:205 brackets are nested too deeply']],
    [
      'blocks',
      `${Array.from({ length: 150 }, (_, depth) => `${' '.repeat(depth)}if x:`).join('\n')} pass`,
      ['102:1 blocks are nested too deeply'],
    ],
  ])('%s', (_, text, wanted) => {
    expect(flawsIn(`${text}\n\nclass After: pass\n`).filter((line) => line.includes('deeply'))).toEqual(wanted);
    expect(flawsIn(text).filter((line) => line.includes('closed'))).toEqual([]);
  });
});

describe('a flaw hides nothing but its own line', () => {
  it.each([
    ['print "old"', ['1:7 \'"old"\' does not belong here']],
    ['x = ', ['1:5 an expression is missing before the end of the line']],
    ['f(a, b', ["1:2 '(' is never closed"]],
    ['x = [1,\n  (2,\n', ["2:3 '(' is never closed"]],
    ['x = 1)', ["1:6 ')' closes nothing"]],
    ['x = (1]', ["1:7 ']' closes nothing", "1:5 '(' is never closed"].sort()],
    ['x = "open', ['1:5 the string is never closed']],
    ['x = f"{a"', ['1:5 the string is never closed']],
    ['x = $y', ['1:5 "$" has no meaning here']],
    ['def f(x)\n    return 1', ["1:9 ':' is missing before the end of the line"]],
    ['if x:\npass', ["2:1 an indented block is missing before 'pass'"]],
    ['  x = 1', ['1:1 the line is indented without a block that it could belong to']],
    ['if x:\n        y = 1\n    z = 2', ['3:1 the line is indented like no block around it']],
    ['class 1: pass', ["1:7 a name is missing before '1'"]],
    ['from a import', ['1:14 a name is missing before the end of the line']],
    ['import a as', ['1:12 a name is missing before the end of the line']],
    ['@f\nx = 1', ["2:1 a function or class is missing before 'x'"]],
    ['x = \\ y', ["1:5 something follows '\\', which joins lines"]],
    ['a.', ['1:3 a name is missing before the end of the line']],
  ])('%j', (text, wanted) => {
    const module = readPythonModule({ path: 'a.py', text: `${text}\n\nclass After: pass\n` });
    expect(flawsIn(`${text}\n\nclass After: pass\n`)).toEqual(wanted);
    expect(module.types.map(({ name }) => name)).toContain('After');
  });
});

describe('what Python accepts is accepted', () => {
  it.each([
    '',
    '\ufeffx = 1',
    'x = 1;',
    'x = 1.; y = .5j; z = 0xFF_FF; w = 1_0e-3',
    'def f():\r\n\tyield\r\n\treturn (yield)\r\n',
    'x = yield',
    'async def f():\n    async with a as b, c: pass\n    async for x in y: await z\n    return [i async for i in j]',
    'def f(a, /, b, *, c, **d): pass',
    'def f(*args: *Ts) -> (yield): pass',
    'f(*a, *b, k=1, **c, **d)',
    'print(*[1], sep="")',
    'x = a if b else lambda: c',
    'x[1:2, ::3, ..., a:=1]',
    'for x in *a, *b: pass\nelse: pass',
    'for x, in y: pass',
    'try:\n    pass\nexcept* (A, B) as e:\n    pass\nelse:\n    pass\nfinally:\n    pass',
    'while (x := f()): pass',
    'with (a): pass\nwith (a, b) as c: pass\nwith (yield): pass\nwith a as b.c, d as e[0]: pass',
    'lambda *, a=1, **k: (yield)',
    '@(a or b)[0].c\nclass D: ...',
    'class A[T: int, *Ts, **P = [int]](B): pass\ndef f[T](x: T) -> T: return x\ntype X[T] = T | None',
    'match x:\n    case {"a": 1, **r} if r: pass\n    case [1, 2, *_] | (3 | 4): pass\n    case -1 + 2j | "s" "t": pass\n    case a.b(): pass',
    'match = 1\nmatch.x = case = type = 2\nmatch[0]: int = 3\nprint(match, type(x))',
    "f\"{x!r:>{w}.{p}} {{}} {d['k']} {y=} {f'{z}'}\"",
    "f'{a['b']}' f'''{\n  x\n}''' rb'\\\\' Rb\"\"\"\n\"\"\" u''",
    'f"{x:%Y-%m-%d}" f"\\N{DIGIT ONE}{x}"',
    'x = not a in b is not c == ~d ** -e @ f // g << 1',
    'del a, b[0]; assert a, "b"; raise A from B; global g; nonlocal_ = 1',
    'if a: b\nelif c: d\nelse: e',
    'x = (\n  1, # c\n\n  2\n)\\\n  + 3',
    '# only a comment',
    'class A:\n    # comment\n\n    x = 1\n  # odd comment\n    y = 2\n',
  ])('%j', (text) => {
    expect(flawsIn(text)).toEqual([]);
  });
});

describe('what is enormous or deep ends soon', () => {
  it.each([
    ['brackets', '('.repeat(100_000)],
    ['dictionaries', '{1:'.repeat(100_000)],
    ['blocks', Array.from({ length: 5000 }, (_, i) => `${' '.repeat(i)}if x:`).join('\n')],
    ['lambdas', `x = ${'lambda: '.repeat(100_000)}1`],
    ['conditions', `x = ${'a if b else '.repeat(100_000)}c`],
    ['members', `x = a${'.b'.repeat(100_000)}`],
    ['calls', `x = a${'()'.repeat(100_000)}`],
    ['signs', `x = ${'-'.repeat(100_000)}1`],
    ['negations', `x = ${'not '.repeat(100_000)}1`],
    ['sums', `x = ${'1 + '.repeat(100_000)}1`],
    ['unions', `x: ${'A | '.repeat(100_000)}B`],
    ['generics', `x: ${'A['.repeat(150)}B${']'.repeat(150)}`],
    ['f-strings', 'f"{'.repeat(10_000)],
    ['open strings', `${'"a\n'.repeat(50_000)}`],
    ['targets', `${'x = '.repeat(50_000)}1`],
    ['elifs', `if a: b\n${'elif a: b\n'.repeat(20_000)}`],
    ['named characters', `f"${'\\N{'.repeat(50_000)}"`],
    ['decorators', `${'@a\n'.repeat(50_000)}def f(): pass`],
    ['loops in loops', Array.from({ length: 90 }, (_, i) => `${' '.repeat(i)}while x & 0x7f:`).join('\n')],
  ])('%s', (_, text) => {
    const { flaws } = readPythonModule({ path: 'a.py', text });
    expect(flaws.length).toBeLessThanOrEqual(20);
  });
});
