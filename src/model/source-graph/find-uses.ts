// Finds where a module turns messages into bytes or back, writes the wire format itself, or defines messages without the
// generated code. Each use is told once, where it begins.

import type { CallExpression, Expression, SourceModule, TypeDeclaration } from '../source-module.ts';
import { CODEC_METHODS, TELLING_METHODS } from './codec-words.ts';
import { type Nature, natureOf } from './message-nature.ts';
import { boundTo } from './names.ts';
import type { ProtobufUse, UseKind } from './protobuf-use.ts';
import type { Resolver } from './resolution.ts';
import { roleOf, runtimeNamed } from './runtimes.ts';
import type { SourceGraph } from './source-graph.ts';
import { CALLED, type Value } from './value.ts';
import { wireCodeUses } from './wire-code-uses.ts';

/** Methods of a root or registry that give a message, or add one. */
const LOOKS_UP = /^(?:lookup|define|add|load|parse|fromJSON|get(?:Message|Enum)|FindMessage|GetPrototype)/;

/** Which argument of a stream's method is the codec. */
const CODEC_AT: ReadonlyMap<string, number> = new Map([
  ['pb', 0],
  ['read', 0],
  ['write', 1],
  ['writeV', 1],
]);

export function findUses(module: SourceModule, resolver: Resolver, graph: SourceGraph): readonly ProtobufUse[] {
  const uses: ProtobufUse[] = [];
  const classes = handWrittenMessages(module, resolver, uses);
  const isInside = ({ start, end }: Expression) =>
    classes.some(({ whole }) => whole.start <= start && end <= whole.end);
  /** Calls that are told, or part of one that is. */
  const told = new Set<Expression>();
  /** Streams by where they come from: told at their first use. */
  const streams = new Set<unknown>();

  /** What `finish` is called on. */
  const finished = new Set(
    module.calls.flatMap(({ callee }) => (callee.kind === 'member' && callee.name === 'finish' ? callee.object : [])),
  );

  // without an import that leads to protobuf, only the methods that have its names can be about it
  const mayReachRuntime = module.imports.some(({ specifier }) => {
    const { kind } = graph.imported(module, specifier, false);
    return kind !== 'foreign' && kind !== 'unknown';
  });

  for (const call of module.calls) {
    const use = told.has(call) ? undefined : useOf(call);
    if (use) uses.push(use);
    for (const arg of call.args) handedOn(arg);
  }
  uses.push(...wireCodeUses(module, uses, graph));
  const sorted = uses.sort((a, b) => a.start - b.start || a.end - b.end);
  if (module.language !== 'python') return sorted;
  return sorted.map((found) => ({ ...found, written: found.written.replace(/^this\b/, 'self') }));

  function useOf(call: CallExpression): ProtobufUse | undefined {
    const { callee } = call;
    const method = callee.kind === 'member' ? callee.name : undefined;
    const direction = method === undefined ? undefined : directionOf(method, module);
    if (callee.kind === 'member' && direction) {
      const object = resolver.value(callee.object, module, true);
      const nature = natureOf(object, resolver);
      if (nature && isCodec(nature, object)) {
        markArguments(call);
        return use(direction, callee, `${nature.known}`, 'certain');
      }
      if (nature?.role !== 'writer' && nature?.role !== 'reader') {
        const likely = likelihood(call, callee.name, object);
        if (likely !== undefined) {
          markArguments(call);
          return use(direction, callee, likely, 'likely');
        }
        if (callee.object.kind !== 'name' || !isProtobufImport(callee.object)) return packing(call);
      }
    }
    if (callee.kind === 'member' && callee.name === 'lookupType' && call.args[0]?.kind === 'literal') {
      const object = resolver.value(callee.object, module, true);
      const known = 'only protobufjs has lookupType(); what it is called on could not be resolved';
      if (object.kind === 'unknown') return use('reflection', callee, known, 'likely');
    }
    if (!mayReachRuntime || !mayBeRuntime(callee)) return packing(call);
    const called = resolver.value(callee, module, false);
    if (called.kind === 'generated') return generatedCall(call, called);
    if (called.kind !== 'runtime') return packing(call);
    return runtimeCall(call, called);
  }

  /** `encode(m)` where `encode` was taken out of a codec, and the functions that pbf generates. */
  function generatedCall(
    call: CallExpression,
    { trail, origin }: Value & { kind: 'generated' },
  ): ProtobufUse | undefined {
    const last = trail.at(-1) ?? '';
    const known = `it comes from ${origin.name}, ${origin.how}`;
    const direction = directionOf(last, module);
    if (direction && trail.length > 1) return use(direction, call.callee, known, 'certain');
    if (!/\bpbf\b/.test(origin.how)) return undefined;
    if (/^read[A-Z]/.test(last)) return use('decodes', call.callee, known, 'certain');
    return /^write[A-Z]/.test(last) ? use('encodes', call.callee, known, 'certain') : undefined;
  }

  function runtimeCall(call: CallExpression, called: Value & { kind: 'runtime' }): ProtobufUse | undefined {
    const { runtime, trail } = called;
    const role = roleOf(runtime, trail);
    const known = `it comes from the runtime ${runtime.library}`;
    const isFirst = !trail.includes(CALLED);
    const last = trail.at(-1) ?? '';
    if (role === 'codec' && isFirst) {
      markArguments(call);
      const direction = /encode|toBinary|write/i.test(last) ? 'encodes' : 'decodes';
      return use(direction, call.callee, known, 'certain');
    }
    if (role === 'writer' || role === 'reader') {
      if (isFirst) {
        const isMade = call.kind === 'new' || last === 'create' || last === role || last === 'default';
        return isMade || roleOf(runtime, [last]) === 'nothing'
          ? use('wire-stream', call.callee, known, 'certain')
          : undefined;
      }
      const source = sourceOf(call.callee);
      if (source === undefined || streams.has(source)) return undefined;
      streams.add(source);
      return use('wire-stream', call.callee, known, 'certain');
    }
    if (role === 'reflection') {
      if (isInside(call) || trail.slice(0, -1).some((name) => CODEC_METHODS.has(name))) return undefined;
      if (isFirst) return use('reflection', call.callee, known, 'certain');
      // reading what is known of a message defines none
      if (!LOOKS_UP.test(last)) return undefined;
      const source = sourceOf(call.callee);
      if (source === undefined || streams.has(source)) return undefined;
      streams.add(source);
      return use('reflection', call.callee, known, 'certain');
    }
    if (role === 'stream') {
      const codec = call.args[CODEC_AT.get(last) ?? -1];
      const nature = codec && natureOf(resolver.value(codec, module, true), resolver);
      return nature?.role === 'generated' ? use('wire-stream', call.callee, known, 'certain') : undefined;
    }
    if (role === 'message' && isFirst && call.kind === 'new') return use('reflection', call.callee, known, 'certain');
    const direction = directionOf(last, module);
    return direction && role !== 'create' ? use(direction, call.callee, known, 'certain') : undefined;
  }

  /** A codec handed on as a value: `messages.map(Foo.encode)`. */
  function handedOn(arg: Expression): void {
    if (arg.kind !== 'member') return;
    const direction = directionOf(arg.name, module);
    if (!direction) return;
    const object = resolver.value(arg.object, module, true);
    const nature = natureOf(object, resolver);
    if (nature && isCodec(nature, object)) uses.push(use(direction, arg, nature.known, 'certain'));
  }

  /** Why an unresolved receiver is likely to be a message. */
  function likelihood(call: CallExpression, method: string, object: Value): string | undefined {
    if (object.kind !== 'unknown') return undefined;
    const ending = '; what it is called on could not be resolved';
    if (method === 'encode') {
      if (finished.has(call)) return `encode(…).finish() is how protobuf codecs are used${ending}`;
      const isHandedWriter = call.args.some(isWriter);
      if (isHandedWriter) return `it is handed a protobuf writer${ending}`;
    }
    return TELLING_METHODS.has(method) ? `only protobuf messages have ${method}()${ending}` : undefined;
  }

  function isWriter(arg: Expression): boolean {
    const value = resolver.value(arg, module, false);
    if (value.kind === 'runtime') return roleOf(value.runtime, value.trail) === 'writer';
    if (value.kind !== 'unknown' || arg.kind !== 'call' || arg.callee.kind !== 'member') return false;
    const { object, name } = arg.callee;
    const written = object.kind === 'name' || object.kind === 'member' ? object.name : '';
    return name === 'create' && /^(?:Binary|Buffer)?Writer$/.test(written);
  }

  /** What is handed to a call that is told is told with it. */
  function markArguments({ args }: CallExpression): void {
    for (const arg of args) {
      if (arg.kind !== 'call' && arg.kind !== 'new') continue;
      const role = natureOf(resolver.value(arg, module, false), resolver)?.role;
      if (role === 'writer' || role === 'reader') told.add(arg);
    }
  }

  /** Python's `struct.pack('<I', packet.seq)`. */
  function packing(call: CallExpression): ProtobufUse | undefined {
    const { callee, args } = call;
    if (module.language !== 'python' || callee.kind !== 'member' || !callee.name.startsWith('pack')) return undefined;
    if (callee.object.kind !== 'name' || callee.object.name !== 'struct') return undefined;
    for (const arg of args) {
      if (arg.kind !== 'member') continue;
      const nature = natureOf(resolver.value(arg.object, module, true), resolver);
      if (nature) return use('packs', callee, nature.known, 'certain');
    }
    return undefined;
  }

  /** Whether the way to a callee begins at something that could come from a runtime or generated code. */
  function mayBeRuntime(callee: Expression): boolean {
    return callee.kind === 'name' || callee.kind === 'member' || callee.kind === 'choice';
  }

  function isProtobufImport({ name, scope }: Expression & { kind: 'name' }): boolean {
    return boundTo(module, name, scope).some(({ kind }) => kind === 'import');
  }

  /** Where a stream or a root comes from that this module did not make: a parameter, a field, an import. */
  function sourceOf(callee: Expression): unknown {
    let at: Expression = callee;
    while (at.kind === 'member' || at.kind === 'call' || at.kind === 'new' || at.kind === 'element') {
      if (at.kind === 'member' && at.object.kind === 'self') return at.name;
      // `Foo.encode(m).finish()` is told where it encodes
      if (at.kind === 'call' && at.callee.kind === 'member' && CODEC_METHODS.has(at.callee.name)) return undefined;
      at = at.kind === 'member' ? at.object : at.kind === 'element' ? at.of : at.callee;
    }
    if (at.kind !== 'name') return undefined;
    const [binding] = boundTo(module, at.name, at.scope);
    const imported = binding?.kind === 'import' ? module.imports[binding.refersTo ?? -1] : undefined;
    if (imported && runtimeNamed(imported.specifier, module.language === 'python')) return undefined;
    const isMadeHere = binding?.values.some((value) => value.kind !== 'other') ?? true;
    return binding && !isMadeHere ? binding : undefined;
  }
}

/** Python's messages name theirs `SerializeToString`; `name.encode()` is a string's, whatever message it came from. */
function directionOf(method: string, { language }: SourceModule) {
  return language === 'python' && !/^[A-Z]/.test(method) ? undefined : CODEC_METHODS.get(method);
}

function isCodec({ role }: Nature, value: Value): boolean {
  if (role === 'generated' || role === 'message') return true;
  // `root.lookupType('x').encode(m)`
  return role === 'reflection' && value.kind === 'runtime' && value.trail.includes(CALLED);
}

function use(kind: UseKind, at: Expression, known: string, confidence: ProtobufUse['confidence']): ProtobufUse {
  const start = at.kind === 'member' ? at.nameStart : at.start;
  return { kind, start, end: at.end, written: written(at), known, confidence };
}

function written(expression: Expression, depth = 3): string {
  switch (expression.kind) {
    case 'name':
      return expression.name;
    case 'self':
      return 'this';
    case 'member':
      return depth === 0 ? `….${expression.name}` : `${written(expression.object, depth - 1)}.${expression.name}`;
    case 'call':
      return depth === 0 ? '…' : `${written(expression.callee, depth - 1)}()`;
    case 'new':
      return depth === 0 ? '…' : `new ${written(expression.callee, depth - 1)}()`;
    case 'cast':
      return written(expression.of, depth);
    default:
      return '…';
  }
}

function handWrittenMessages(
  module: SourceModule,
  resolver: Resolver,
  uses: ProtobufUse[],
): readonly TypeDeclaration[] {
  return module.types.filter((declaration) => {
    if (declaration.kind !== 'class') return false;
    for (const base of declaration.bases) {
      const meant = resolver.typed(base, module, false);
      if (meant.kind !== 'runtime') continue;
      const role = roleOf(meant.runtime, meant.trail);
      if (role !== 'message' && role !== 'reflection') continue;
      const { start, end, name } = declaration;
      const baseName = base.kind === 'name' ? base.path.join('.') : 'a message';
      const known = `it extends ${baseName} of ${meant.runtime.library}`;
      uses.push({ kind: 'hand-written-message', start, end, written: name, known, confidence: 'certain' });
      return true;
    }
    return false;
  });
}
