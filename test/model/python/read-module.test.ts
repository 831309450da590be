// What the reader of Python makes of statements, one by one.

import { describe, expect, it } from 'vitest';
import { readPythonModule } from '../../../src/model/python/read-module.ts';
import type { Expression, Member, SourceModule, TypeReference } from '../../../src/model/source-module.ts';

function read(...lines: string[]): SourceModule {
  const module = readPythonModule({ path: 'a.py', text: `${lines.join('\n')}\n` });
  expect(module.flaws).toEqual([]);
  return module;
}

/** An expression in few words. */
function shown(expression: Expression): string {
  switch (expression.kind) {
    case 'name':
      return expression.name;
    case 'member':
      return `${shown(expression.object)}.${expression.name}`;
    case 'call':
    case 'new':
      return `${shown(expression.callee)}(${expression.args.map(shown).join(', ')})`;
    case 'self':
      return 'SELF';
    case 'choice':
      return `either(${expression.of.map(shown).join(', ')})`;
    case 'element':
      return `one of ${shown(expression.of)}`;
    case 'list':
      return `[${expression.items.map(shown).join(', ')}]`;
    case 'cast':
      return `${shown(expression.of)} as ${typed(expression.type)}`;
    case 'object':
      return `{${expression.members.map(({ name, value }) => `${name}: ${shown(value)}`).join(', ')}}`;
    case 'function':
      return `function(${expression.returns.map(shown).join(', ')})`;
    case 'literal':
      return JSON.stringify(expression.value);
    default:
      return '?';
  }
}

function typed(type: TypeReference | undefined): string {
  switch (type?.kind) {
    case 'name':
      return type.path.join('.') + (type.args.length > 0 ? `[${type.args.map(typed).join(', ')}]` : '');
    case 'list':
      return `list of ${typed(type.of)}`;
    case 'union':
      return type.of.map(typed).join(' | ');
    case 'typeof':
      return `typeof ${shown(type.of)}`;
    case 'function':
      return `function to ${typed(type.result)}`;
    case 'literal':
      return JSON.stringify(type.value);
    default:
      return '?';
  }
}

function member({ name, kind, isOptional, isStatic, type }: Member): string {
  return `${isStatic ? 'static ' : ''}${kind} ${name}${isOptional ? '?' : ''}${type ? `: ${typed(type)}` : ''}`;
}

describe('imports', () => {
  it.each([
    ['import a', ['a * as a']],
    ['import a.b.c, d as e', ['a.b.c * as a below b.c', 'd * as e']],
    ['from a.b import c as d, e', ['a.b c as d', 'a.b e as e']],
    ['from . import a', ['. a as a']],
    ['from ...a.b import (c, d as e,)', ['...a.b c as c', '...a.b d as e']],
    ['from a import *', ['a * as nothing']],
    ['if TYPE_CHECKING:\n    from a import b\nfrom c import d', ['a b as b for types', 'c d as d']],
    ['try:\n    import a\nexcept ImportError:\n    a = None', ['a * as a']],
    ['def f():\n    import a', ['a * as a']],
  ])('%s', (text, wanted) => {
    const found = read(text).imports.map(({ specifier, imported, local, below, isTypeOnly }) => {
      const where = below ? ` below ${below.join('.')}` : '';
      return `${specifier} ${imported} as ${local ?? 'nothing'}${where}${isTypeOnly ? ' for types' : ''}`;
    });
    expect(found).toEqual(wanted);
  });

  it('everything at the top of a module can be imported from it, and what __all__ lists is exported', () => {
    const { exports, types } = read(
      'from .a import b',
      '__all__ = ["C"]',
      '__all__ += ["D"]',
      'class C: pass',
      'class E: pass',
    );
    expect(exports.map(({ name, from }) => (from ? `${name} from ${from.specifier}` : name))).toEqual([
      'b from .a',
      '__all__',
      'C',
      'E',
    ]);
    expect(types.map(({ name, isExported }) => [name, isExported])).toEqual([
      ['C', true],
      ['E', false],
    ]);
  });
});

describe('bindings', () => {
  it.each([
    ['x = f(1)', ['x = f(1)']],
    ['x = a\nx = b', ['x = a, b']],
    ['x: a.B = c', ['x: a.B = c']],
    ['x = y = z', ['x = z', 'y = z']],
    ['a, (b, *c) = f(), [d, e]', ['a = f()', 'b = d', 'c = e']],
    ['a, b = f()', ['a = one of f()', 'b = one of f()']],
    ['for m in ms: pass', ['m = one of ms']],
    ['for k, v in d.items(): pass', ['k = ?', 'v = one of d']],
    ['for i, m in enumerate(ms): pass', ['i = ?', 'm = one of ms']],
    ['for a, b in zip(xs, ys): pass', ['a = one of xs', 'b = one of ys']],
    ['with open(p) as f, g() as (a, b): pass', ['f = open(p)', 'a = one of g()', 'b = one of g()']],
    ['with (\n    f() as a,\n    g() as b,\n): pass', ['a = f()', 'b = g()']],
    ['[m.x for m in ms if (n := f(m))]', ['m = one of ms', 'n = f(m)']],
    ['def f(a: A, *b: B, c: C = d) -> E: return g()', ['a: A', 'b: list of B', 'c: C = d', 'f = function(g())']],
    ['match f():\n    case P(x=a) | [b, *c] if a: pass\n    case _: pass', ['a', 'b', 'c']],
    ['try:\n    pass\nexcept (E, a.F) as e:\n    pass', ['e: typeof [E, a.F]']],
    ['x = a if b else c or d', ['x = either(a, either(c, d))']],
    ['x = await f(b"1")[0].y', ['x = one of f(?).y']],
    ['x = cast(a.B, f())', ['x = f() as a.B']],
    ['x = {"k": a, **b}', ['x = {k: a}']],
    ['x = lambda y, *z: y', ['y', 'z', 'x = function(y)']],
    ['x = "a" "b"', ['x = "ab"']],
    ['x = f"{a}"', ['x = ?']],
    ['x = -1 + y', ['x = ?']],
    ['def f():\n    global g\n    g = 1', ['g = 1', 'f = function()']],
  ])('%s', (text, wanted) => {
    const found = read(text).bindings.map(({ name, type, values }) => {
      return `${name}${type ? `: ${typed(type)}` : ''}${values.length > 0 ? ` = ${values.map(shown).join(', ')}` : ''}`;
    });
    expect(found).toEqual(wanted);
  });

  it('a comprehension and a function have scopes of their own; a global is bound outside', () => {
    const { bindings, scopes } = read('[m for m in ms]', 'def f(a):', '    global g', '    g = a');
    expect(bindings.map(({ name, scope }) => [name, scopes[scope]?.kind])).toEqual([
      ['m', 'block'],
      ['a', 'function'],
      ['g', 'module'],
      ['f', 'module'],
    ]);
  });
});

describe('annotations', () => {
  it.each([
    ['A', 'A'],
    ['"A"', 'A'],
    ['a.B[C]', 'a.B[C]'],
    ['Optional[A]', 'A | ?'],
    ['typing.Union[A, "b.B", None]', 'A | b.B | ?'],
    ['"list[A] | None"', 'list of A | ?'],
    ['dict[str, A]', 'list of A'],
    ['tuple[A, ...]', 'list of A | ?'],
    ['Annotated[A, f(1), "x"]', 'A'],
    ['Callable[[A, B], C]', 'function to C'],
    ['Type[A]', 'typeof A'],
    ['Literal["a", "b"]', '"a" | "b"'],
    ['Final[A]', 'A'],
    ['f(1)', '?'],
    ['"not a type"', '?'],
  ])('%s', (annotation, wanted) => {
    expect(typed(read(`x: ${annotation}`).bindings[0]?.type)).toBe(wanted);
  });
});

describe('classes', () => {
  it('tells bases, keywords, members, decorators and the docstring', () => {
    const { types } = read(
      '@dataclass(frozen=True)',
      'class Config(Base[int], a.Mixin, metaclass=M):',
      '    """A configuration.',
      '',
      '    With more."""',
      '    name: str',
      '    parent: "Optional[Config]" = None',
      '    LIMIT: ClassVar[int] = 3',
      '    cache = {}',
      '    def __init__(self, size):',
      '        self.size = size',
      '        self.left, self.right = f()',
      '        self.mode: Mode = g()',
      '    @property',
      '    def area(self) -> int: return self.size',
      '    @staticmethod',
      '    def make() -> "Config": return Config()',
    );
    const [type] = types;
    expect(type?.bases.map(typed)).toEqual(['Base[int]', 'a.Mixin']);
    expect(type?.keywords?.map(({ name }) => name)).toEqual(['metaclass']);
    expect(type?.decorators.map(({ expression }) => shown(expression))).toEqual(['dataclass()']);
    expect(type?.doc).toBe('A configuration.\n\nWith more.');
    expect(type?.members.map(member)).toEqual([
      'field name: str',
      'field parent?: Config | ?',
      'static field LIMIT: int',
      'static field cache',
      'field size',
      'field left',
      'field right',
      'field mode: Mode',
      'method __init__',
      'field area: int',
      'static method make: Config',
    ]);
  });

  it.each([
    [
      'class E(Enum):\n    A = 1\n    _b = 2\n    def f(self): pass',
      'enum',
      ['static enum-value A', 'static field _b', 'method f'],
    ],
    ['class B(str, enum.Enum): pass\nclass E(B):\n    A = auto()', 'enum', ['static enum-value A']],
    ['E = Enum("E", "A B")', 'enum', ['static enum-value A', 'static enum-value B']],
    ['P = namedtuple("P", ["x", "y"])', 'class', ['field x', 'field y']],
    ['P = typing.NamedTuple("P", [("x", int)])', 'class', ['field x: int']],
    ['T = TypedDict("T", {"a": int})', 'class', ['field a: int']],
    ['class P(namedtuple("P", "x, y")):\n    z = 1', 'class', ['field x', 'field y', 'static field z']],
    ['class T(TypedDict):\n    a: NotRequired[int]', 'class', ['field a?: int']],
    ['type A[T] = list[T]', 'alias', []],
  ])('%s', (text, kind, members) => {
    const type = read(text).types.at(-1);
    expect([type?.kind, type?.members.map(member)]).toEqual([kind, members]);
  });

  it('self is what the first parameter of a method is called, in functions inside it too', () => {
    const { calls } = read(
      'class C:',
      '    def m(this, self):',
      '        this.a.f()',
      '        self.g()',
      '        return lambda: this.h()',
      '    @classmethod',
      '    def n(cls):',
      '        cls.i()',
    );
    expect(calls.map(shown)).toEqual(['SELF.a.f()', 'self.g()', 'SELF.h()', 'cls.i()']);
  });
});

describe('calls', () => {
  it('are told from outer to inner place, those in decorators, defaults and f-strings too', () => {
    const { calls } = read(
      '@a()',
      'def f(x=b(), *, y=c(1, z=d())) -> e(): pass',
      'print(f"{g():>{h()}} {i()!r} {j()=}")',
      'k()().l()[m()]',
    );
    expect(calls.map(({ callee }) => shown(callee))).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e',
      'print',
      'g',
      'h',
      'i',
      'j',
      'k',
      'k()',
      'k()().l',
      'm',
    ]);
  });
});

describe('wire code', () => {
  it.each([
    ['tag = (number << 3) | wire_type', ['tag']],
    ['f(wire_type | number << 3)', ['tag']],
    ['flags = 1 << 3 | 1', []],
    ['x = (a << 4) | b', []],
    ['while n > 0x7f:\n    out.append((n & 0x7F) | 0x80)\n    n >>= 7', ['varint']],
    ['for b in data:\n    r |= (b & 127) << 7\n    if not b & 128: break', ['varint']],
    ['while n > 100:\n    n >>= 7', []],
  ])('%s', (text, wanted) => {
    expect(read(text).wireCode.map(({ kind }) => kind)).toEqual(wanted);
  });
});

it('notes every comment', () => {
  const text = '# one\nx = 1  # two\nif x:\n    # three\n    y = (1,  # four\n      2)\n"# not one"\n';
  const { comments } = readPythonModule({ path: 'a.py', text });
  const texts = comments.flatMap((start, i) => (i % 2 === 0 ? [text.slice(start, comments[i + 1])] : []));
  expect(texts).toEqual(['# one', '# two', '# three', '# four']);
});
