// Maps in messages that cross planes. Which messages cross is a fact of model/crossing; this file only judges and mends.

import type { FileEdit, Fix, RelatedPlace } from '../../src/diagnostics/finding.ts';
import { defineRule } from '../../src/engine/define-rule.ts';
import { type Crossing, crossingOf } from '../../src/model/crossing.ts';
import { planeOfPackage } from '../../src/model/plane.ts';
import type { FieldDescriptor, MessageDescriptor } from '../../src/model/proto/schema/descriptor.ts';
import type { MapType } from '../../src/model/proto/syntax/ast.ts';
import { lineSpan, positionAt, type SourceFile } from '../../src/text/source-file.ts';

export default defineRule({
  id: 'no-map-fields',
  group: 'governance',
  severity: 'error',
  presets: ['recommended'],
  since: '0.1.0',
  fixable: 'suggestion',
  summary: 'map fields make bytes differ between runs and languages',
  why:
    'Protobuf leaves the order of map entries open, and every runtime uses that freedom: Go and C++ shuffle them on ' +
    'purpose, Python keeps the order of insertion, Java that of a hash. The same message then has different bytes in ' +
    'two services, or in one service twice, and whatever compares or covers bytes breaks: golden fixtures, content ' +
    'hashes, signatures, deduplication. A repeated entry message has the same wire format and an order of its own.',
  source: 'I5, §8.0.2, §8.0.5',
  messages: {
    unplaned:
      "map field '{field}' in message '{message}'; no planes are configured, so every message counts as cross-plane",
    topic: "map field '{field}' in cross-plane message '{message}', payload of topic '{topic}'",
    used: "map field '{field}' in message '{message}' of plane '{plane}', used by '{user}' of {other}",
    unowned: "map field '{field}' in message '{message}', whose package belongs to no plane",
    unproven: "map field '{field}' in message '{message}', which nothing shows to stay inside plane '{plane}'",
    reachable: "map field '{field}' in message '{message}', reachable from cross-plane message '{root}' through {path}",
  },
  visit: {
    field(field, ctx) {
      const { parent } = field;
      const { type } = field.node;
      if (!field.isMap || type.kind !== 'map' || !parent) return;
      const crossing = crossingOf(ctx.workspace, parent);
      if (!crossing) return;
      const common = {
        at: type,
        help: helpFor(field, type, crossing),
        related: relatedTo(crossing),
        fix: fixFor(field, type, parent),
      };
      const data = { field: field.name, message: parent.fullName };
      if (crossing.path.length > 0) {
        const reached = { ...data, root: crossing.root.fullName, path: pathText(crossing) };
        ctx.report({ message: 'reachable', data: reached, ...common });
        return;
      }
      const { reason } = crossing;
      switch (reason.kind) {
        case 'no-planes':
          return ctx.report({ message: 'unplaned', data, ...common });
        case 'topic':
          return ctx.report({ message: 'topic', data: { ...data, topic: reason.topic.name.value }, ...common });
        case 'no-plane':
          return ctx.report({ message: 'unowned', data, ...common });
        case 'unproven':
          return ctx.report({ message: 'unproven', data: { ...data, plane: reason.plane.name }, ...common });
        case 'field':
        case 'method': {
          const user = reason.kind === 'field' ? reason.field.fullName : reason.method.fullName;
          const plane = planeOfPackage(ctx.workspace.contracts, parent.file.package)?.name ?? '';
          const other = reason.plane ? `plane '${reason.plane.name}'` : 'no plane';
          return ctx.report({ message: 'used', data: { ...data, plane, user, other }, ...common });
        }
      }
    },
  },
});

function pathText({ path, skipped }: Crossing): string {
  const names = path.map((field) => (field.isExtension ? `(${field.fullName})` : field.name)).join('.');
  return skipped > 0 ? `${skipped} fields and then ${names}` : names;
}

function helpFor(field: FieldDescriptor, type: MapType, { reason, path }: Crossing): string {
  const entry = field.message?.name ?? 'Entry';
  const help =
    `write 'repeated ${entry} ${field.name}' with 'message ${entry} { ${entryMembers(field, type).join(' ')} }', ` +
    'and keep the entries sorted by key';
  if (path.length > 0) return help;
  switch (reason.kind) {
    case 'no-planes':
      return `${help}; once planes are configured, only messages that travel between them count`;
    case 'no-plane':
      return `${help}; a package that belongs to a plane is listed under its planes.<name>.packages`;
    case 'unproven':
      return `${help}; a message that never leaves its plane is listed under planes.${reason.plane.name}.internal`;
    default:
      return help;
  }
}

function entryMembers(field: FieldDescriptor, { key, value }: MapType): string[] {
  const label = field.file.syntax === 'proto2' ? 'optional ' : '';
  return [`${label}${key.text} key = 1;`, `${label}${value.text} value = 2;`];
}

function relatedTo({ reason, path }: Crossing): RelatedPlace[] {
  const places = path.map((field) => ({
    ...placeOf(field.file.path, field.node.name),
    message: `'${field.fullName}' leads here`,
  }));
  if (reason.kind === 'topic') {
    places.unshift({ ...reason.topic.payload.place, message: `topic '${reason.topic.name.value}' crosses planes` });
  }
  if (reason.kind === 'field' || reason.kind === 'method') {
    const user = reason.kind === 'field' ? reason.field : reason.method;
    places.unshift({ ...placeOf(user.file.path, user.node.name), message: `'${user.fullName}' uses it across planes` });
  }
  return places;
}

function placeOf(path: string, { start, end }: { start: number; end: number }) {
  return { path, start, end };
}

/** No fix where an option speaks of the map itself, or where delimited encoding would change the wire. */
function fixFor(field: FieldDescriptor, type: MapType, parent: MessageDescriptor): Fix | undefined {
  if (!field.message) return undefined;
  const mentionsFeatures = field.node.options.some((option) => option.name[0]?.text === 'features');
  if (mentionsFeatures || field.features.messageEncoding === 'DELIMITED') return undefined;
  const entry = freeName(field.message.name, parent);
  const { path } = field.file;
  const replaced: FileEdit = { path, start: type.start, end: type.end, text: `repeated ${entry}` };
  return {
    kind: 'suggestion',
    title: `replace the map with repeated ${entry}, which changes generated code and JSON but not the wire`,
    edits: [replaced, { path, ...entryInsertion(field, type, entry) }],
  };
}

/** The entry's own name, which has the scope to itself as long as the schema is right. */
function freeName(wanted: string, parent: MessageDescriptor): string {
  const declared = namesIn(parent);
  if ((declared.get(wanted) ?? 0) < 2) return wanted;
  let i = 2;
  while (declared.has(`${wanted}${i}`)) i += 1;
  return `${wanted}${i}`;
}

const namesOf = new WeakMap<MessageDescriptor, ReadonlyMap<string, number>>();

/** How many declarations a message's scope has by name; counted once, as a message may have very many maps. */
function namesIn(message: MessageDescriptor): ReadonlyMap<string, number> {
  const known = namesOf.get(message);
  if (known) return known;
  const { fields, oneofs, messages, enums, extensions } = message;
  const names = new Map<string, number>();
  const declared = [fields, oneofs, messages, enums, extensions, ...enums.map(({ values }) => values)];
  for (const { name } of declared.flat()) names.set(name, (names.get(name) ?? 0) + 1);
  namesOf.set(message, names);
  return names;
}

/** The entry message goes below the field's line, after its comment; on a crowded line, right behind the field. */
function entryInsertion(field: FieldDescriptor, type: MapType, entry: string) {
  const { source } = field.file;
  const members = entryMembers(field, type);
  const line = lineSpan(source, positionAt(source, field.node.end).line);
  if (!/^\s*(\/\/.*|\/\*[^*]*\*\/\s*)?$/.test(source.text.slice(field.node.end, line.end))) {
    return { start: field.node.end, end: field.node.end, text: ` message ${entry} { ${members.join(' ')} }` };
  }
  const indent = indentAt(source, field.node.start);
  const outer = indentAt(source, field.parent?.node.start ?? 0);
  const step = indent.startsWith(outer) && indent.length > outer.length ? indent.slice(outer.length) : '  ';
  const lines = ['', `${indent}message ${entry} {`, ...members.map((member) => indent + step + member), `${indent}}`];
  const newline = source.text.startsWith('\r\n', line.end) ? '\r\n' : '\n';
  const following = source.text.slice(line.end, line.end + 200);
  if (!/^\r?\n\s*(\n|\})/.test(following)) lines.push('');
  return { start: line.end, end: line.end, text: newline + lines.join(newline) };
}

function indentAt(source: SourceFile, offset: number): string {
  const { start } = lineSpan(source, positionAt(source, offset).line);
  return /^[ \t]*/.exec(source.text.slice(start, offset))?.[0] ?? '';
}
