// Declares messages and all that stands inside: fields, groups, maps, oneofs, extensions. Enums have their own file.

import type { ExtendNode, FieldNode, Ident, MapType, MessageNode, OneofNode } from '../syntax/ast.ts';
import {
  type Declaring,
  type DraftField,
  type DraftMessage,
  isSetTrue,
  kept,
  NONE,
  noteOptions,
  optionsIn,
  qualify,
  type Writable,
} from './declarations.ts';
import { declareEnum } from './declare-enum.ts';
import { addReserved, MAX_FIELD_NUMBER, MAX_MESSAGE_SET_NUMBER, rangeOf } from './declare-ranges.ts';
import type {
  EnumDescriptor,
  ExtensionRange,
  FieldDescriptor,
  Label,
  MessageDescriptor,
  NumberRange,
  OneofDescriptor,
  ReservedName,
} from './descriptor.ts';
import { withFeatures } from './feature-options.ts';
import type { FeatureSet } from './features.ts';
import { SCALARS, settle } from './field-nature.ts';
import { NO_OPTIONS } from './options.ts';

export function declareMessage(
  to: Declaring,
  node: MessageNode,
  parent: MessageDescriptor | undefined,
  inherited: FeatureSet,
): MessageDescriptor {
  const optionNodes = optionsIn(node.body);
  const max = isSetTrue(optionNodes, 'message_set_wire_format') ? MAX_MESSAGE_SET_NUMBER : MAX_FIELD_NUMBER;
  const features = withFeatures(inherited, optionNodes);
  const fields: FieldDescriptor[] = [];
  const oneofs: OneofDescriptor[] = [];
  const messages: MessageDescriptor[] = [];
  const enums: EnumDescriptor[] = [];
  const extensions: FieldDescriptor[] = [];
  const extensionRanges: ExtensionRange[] = [];
  const reservedRanges: NumberRange[] = [];
  const reservedNames: ReservedName[] = [];
  const message: DraftMessage = {
    kind: 'message',
    name: node.name.text,
    fullName: qualify(to, parent, node.name.text),
    file: to.file,
    parent,
    node,
    nameSpan: node.name,
    isMapEntry: false,
    fields: NONE,
    oneofs: NONE,
    messages: NONE,
    enums: NONE,
    extensions: NONE,
    extensionRanges: NONE,
    reservedRanges: NONE,
    reservedNames: NONE,
    options: NO_OPTIONS,
    features,
  };
  to.symbols.push(message);
  if (parent) to.nestedNames.add(message.name);
  noteOptions(to, 'MessageOptions', optionNodes, parent, message);
  for (const element of node.body) {
    switch (element.kind) {
      case 'field':
        fields.push(declareField(to, element, message, features, undefined, messages));
        break;
      case 'oneof':
        oneofs.push(declareOneof(to, element, message, features, fields, messages));
        break;
      case 'message':
        messages.push(declareMessage(to, element, message, features));
        break;
      case 'enum':
        enums.push(declareEnum(to, element, message, features));
        break;
      case 'extend':
        declareExtend(to, element, message, features, extensions, messages);
        break;
      case 'extensions':
        for (const range of element.ranges) {
          const declared: Writable<ExtensionRange> = {
            ...rangeOf(range, max),
            statement: element,
            options: NO_OPTIONS,
          };
          extensionRanges.push(declared);
          noteOptions(to, 'ExtensionRangeOptions', element.options, parent, declared);
        }
        break;
      case 'reserved':
        addReserved(element, max, reservedRanges, reservedNames);
        break;
    }
  }
  message.fields = kept(fields);
  message.oneofs = kept(oneofs);
  message.messages = kept(messages);
  message.enums = kept(enums);
  message.extensions = kept(extensions);
  message.extensionRanges = kept(extensionRanges);
  message.reservedRanges = kept(reservedRanges);
  message.reservedNames = kept(reservedNames);
  return message;
}

/** `messages` takes the message that a group or a map brings along. */
function declareField(
  to: Declaring,
  node: FieldNode,
  parent: MessageDescriptor | undefined,
  inherited: FeatureSet,
  oneof: OneofDescriptor | undefined,
  messages: MessageDescriptor[],
  isExtension = false,
): DraftField {
  const name = node.group ? node.name.text.toLowerCase() : node.name.text;
  const features = node.options.length > 0 ? withFeatures(inherited, node.options) : inherited;
  const isMap = node.type.kind === 'map';
  const field: DraftField = {
    kind: 'field',
    name,
    fullName: qualify(to, parent, name),
    file: to.file,
    parent,
    node,
    number: node.number?.value ?? 0,
    label: isMap ? 'repeated' : labelOf(node, features),
    type: 'unresolved',
    message: undefined,
    enum: undefined,
    isMap,
    isExtension,
    extendee: undefined,
    oneof,
    isProto3Optional: to.file.syntax === 'proto3' && node.label?.text === 'optional',
    hasPresence: false,
    isPacked: false,
    options: NO_OPTIONS,
    features,
  };
  noteOptions(to, 'FieldOptions', node.options, parent, field);
  if (node.type.kind === 'map') {
    const entry = declareMapEntry(to, node, node.type, field, parent);
    messages.push(entry);
    field.type = 'message';
    field.message = entry;
    settle(field);
  } else if (node.group) {
    const group = declareMessage(to, node.group, parent, inherited);
    messages.push(group);
    field.type = 'group';
    field.message = group;
    settle(field);
  } else {
    useType(to, field, node.type, parent);
  }
  return field;
}

function useType(to: Declaring, field: DraftField, name: Ident, scope: MessageDescriptor | undefined): void {
  const scalar = SCALARS.get(name.text);
  if (scalar) {
    field.type = scalar;
    settle(field);
  } else {
    to.typeUses.push({ field, name, scope });
  }
}

function labelOf(node: FieldNode, features: FeatureSet): Label {
  const written = node.label?.text;
  if (written === 'repeated' || written === 'required') return written;
  return features.fieldPresence === 'LEGACY_REQUIRED' ? 'required' : 'optional';
}

function declareMapEntry(
  to: Declaring,
  node: FieldNode,
  type: MapType,
  mapField: DraftField,
  parent: MessageDescriptor | undefined,
): MessageDescriptor {
  const name = mapEntryName(node.name.text);
  const fields: DraftField[] = [];
  const entry: DraftMessage = {
    kind: 'message',
    name,
    fullName: qualify(to, parent, name),
    file: to.file,
    parent,
    node,
    nameSpan: node.name,
    isMapEntry: true,
    fields,
    oneofs: NONE,
    messages: NONE,
    enums: NONE,
    extensions: NONE,
    extensionRanges: NONE,
    reservedRanges: NONE,
    reservedNames: NONE,
    options: NO_OPTIONS,
    features: mapField.features,
  };
  to.symbols.push(entry);
  for (const [part, number] of [
    ['key', 1],
    ['value', 2],
  ] as const) {
    const field: DraftField = {
      ...mapField,
      name: part,
      fullName: `${entry.fullName}.${part}`,
      parent: entry,
      number,
      label: 'optional',
      isMap: false,
      isProto3Optional: false,
    };
    fields.push(field);
    useType(to, field, type[part], parent);
  }
  return entry;
}

/** `seed_states` → `SeedStatesEntry`, as protoc names it. */
export function mapEntryName(fieldName: string): string {
  let name = '';
  let upper = true;
  for (const char of fieldName) {
    if (char === '_') upper = true;
    else {
      name += upper ? char.toUpperCase() : char;
      upper = false;
    }
  }
  return `${name}Entry`;
}

function declareOneof(
  to: Declaring,
  node: OneofNode,
  parent: MessageDescriptor,
  inherited: FeatureSet,
  allFields: FieldDescriptor[],
  messages: MessageDescriptor[],
): OneofDescriptor {
  const optionNodes = optionsIn(node.body);
  const fields: FieldDescriptor[] = [];
  const oneof: Writable<OneofDescriptor> = {
    kind: 'oneof',
    name: node.name.text,
    fullName: `${parent.fullName}.${node.name.text}`,
    file: to.file,
    parent,
    node,
    fields,
    options: NO_OPTIONS,
    features: withFeatures(inherited, optionNodes),
  };
  noteOptions(to, 'OneofOptions', optionNodes, parent, oneof);
  for (const element of node.body) {
    if (element.kind !== 'field') continue;
    const field = declareField(to, element, parent, oneof.features, oneof, messages);
    fields.push(field);
    allFields.push(field);
  }
  return oneof;
}

export function declareExtend(
  to: Declaring,
  node: ExtendNode,
  parent: MessageDescriptor | undefined,
  inherited: FeatureSet,
  extensions: FieldDescriptor[],
  messages: MessageDescriptor[],
): void {
  const fields: DraftField[] = [];
  for (const element of node.body) {
    if (element.kind !== 'field') continue;
    const field = declareField(to, element, parent, inherited, undefined, messages, true);
    fields.push(field);
    extensions.push(field);
    to.symbols.push(field);
    if (parent) to.nestedNames.add(field.name);
  }
  to.extendees.push({ name: node.extendee, scope: parent, fields });
}
