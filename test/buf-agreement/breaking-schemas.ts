// Schemas made by chance, and the same after a few changes made by chance. A tree of lines: what is nested moves together.

import type { Dice } from '../rules/buf-lint.ts';
import type { Texts } from './breaking-verdicts.ts';

interface Field {
  number: number;
  name: string;
  type: string;
  label: string;
  oneof: string;
  options: Record<string, string>;
}

interface Value {
  number: number;
  name: string;
}

interface Message {
  kind: 'message';
  name: string;
  fields: Field[];
  reserved: string[];
  extensions: boolean;
  options: string[];
  nested: (Message | Enum)[];
}

interface Enum {
  kind: 'enum';
  name: string;
  values: Value[];
  reserved: string[];
}

interface Method {
  name: string;
  input: string;
  output: string;
  client: boolean;
  server: boolean;
  level: string;
}

interface Service {
  kind: 'service';
  name: string;
  methods: Method[];
}

interface File {
  path: string;
  syntax: 'proto2' | 'proto3' | 'editions';
  package: string;
  options: string[];
  declarations: (Message | Enum | Service)[];
  extensions: { number: number; name: string; type: string }[];
}

const SCALARS =
  'int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64 sfixed32 sfixed64 bool string bytes float double'.split(' ');
const FILE_OPTIONS = [
  ...['go_package = "x"', 'go_package = "y"', 'java_package = "x"', 'java_multiple_files = true', 'swift_prefix = "X"'],
  ...['optimize_for = SPEED', 'optimize_for = CODE_SIZE', 'cc_enable_arenas = false', 'ruby_package = "R"'],
];
const LEVELS = ['', '', 'IDEMPOTENT', 'NO_SIDE_EFFECTS'];
/** Messages and enums that every file can name. */
const SHARED = ['Shared', 'Other'];

/** One file, all below its own folder and package. */
export function makeFile(index: number, rolls: Dice): File {
  const { pick, below, chance } = rolls;
  const name = `p${index}`;
  const file: File = {
    path: `${name}/a.proto`,
    syntax: pick(['proto2', 'proto3', 'proto3', 'editions']),
    package: name,
    options: chance(0.4) ? [pick(FILE_OPTIONS)] : [],
    declarations: [],
    extensions: [],
  };
  file.declarations = [
    ...SHARED.map((shared) => ({ ...makeMessage(file, 1, rolls), name: shared, extensions: true })),
    { kind: 'enum', name: 'Kind', values: makeValues(rolls), reserved: [] },
    ...Array.from({ length: 1 + below(3) }, () => makeMessage(file, 2, rolls)),
  ];
  if (chance(0.5)) file.declarations.push(makeService(rolls));
  if (file.syntax !== 'proto3') {
    file.extensions = Array.from({ length: below(3) }, (_, i) => ({
      number: 1000 + i,
      name: `ext_${i}`,
      type: pick(SCALARS),
    }));
  }
  return file;
}

let names = 0;
const fresh = (stem: string) => `${stem}${++names}`;

function makeMessage(file: File, depth: number, rolls: Dice): Message {
  const { below, chance } = rolls;
  const fields = Array.from({ length: below(6) }, (_, i) => makeField(file, i + 1, rolls));
  const nested = depth > 1 ? Array.from({ length: below(3) }, () => makeNested(file, depth - 1, rolls)) : [];
  const reserved = chance(0.3) ? ['500 to 510', '"gone"'] : [];
  return { kind: 'message', name: fresh('M'), fields, reserved, extensions: false, options: [], nested };
}

function makeNested(file: File, depth: number, rolls: Dice): Message | Enum {
  if (rolls.chance(0.6)) return makeMessage(file, depth, rolls);
  return { kind: 'enum', name: fresh('E'), values: makeValues(rolls), reserved: [] };
}

function makeValues({ below }: Dice): Value[] {
  return Array.from({ length: 1 + below(4) }, (_, i) => ({ number: i, name: fresh('V') }));
}

function makeField(file: File, number: number, rolls: Dice): Field {
  const type = makeType(rolls);
  const isMap = type.startsWith('map');
  const oneof = !isMap && rolls.chance(0.2) ? 'choice' : '';
  const label = isMap || oneof !== '' ? '' : rolls.pick(labelsOf(file));
  return { number, name: fresh('f_'), type, label, oneof, options: {} };
}

function makeType({ chance, pick }: Dice): string {
  if (chance(0.15)) return `map<${pick(['string', 'int32'])}, ${pick([...SCALARS, ...SHARED, 'Kind'])}>`;
  return chance(0.3) ? pick([...SHARED, 'Kind']) : pick(SCALARS);
}

function labelsOf({ syntax }: File): string[] {
  if (syntax === 'proto2') return ['optional', 'optional', 'repeated', 'required'];
  return syntax === 'proto3' ? ['', '', 'optional', 'repeated'] : ['', '', 'repeated'];
}

function makeService(rolls: Dice): Service {
  const methods = Array.from({ length: 1 + rolls.below(3) }, () => makeMethod(rolls));
  return { kind: 'service', name: fresh('S'), methods };
}

function makeMethod({ pick, chance }: Dice): Method {
  return {
    name: fresh('Do'),
    input: pick(SHARED),
    output: pick(SHARED),
    client: chance(0.3),
    server: chance(0.3),
    level: pick(LEVELS),
  };
}

/** A copy with some changes. */
export function changeFile(before: File, rolls: Dice): File {
  const file = structuredClone(before);
  for (let left = 1 + rolls.below(4); left > 0; left -= 1) changeOnce(file, rolls);
  return file;
}

function changeOnce(file: File, rolls: Dice): void {
  const { chance, pick, below } = rolls;
  const messages = allMessages(file);
  const message = pick(messages);
  const enums = allEnums(file);
  const enumeration = pick(enums);
  const service = file.declarations.find(({ kind }) => kind === 'service') as Service | undefined;
  const changes: (() => void)[] = [
    ...Array.from({ length: 6 }, () => () => changeField(file, message, rolls)),
    () => message.fields.push(makeField(file, 100 + below(20), rolls)),
    () => removeSome(message.fields, rolls),
    () => removeSome(message.nested, rolls),
    () => {
      const [gone] = message.fields.splice(below(message.fields.length + 1), 1);
      if (gone) message.reserved.push(pick([String(gone.number), `"${gone.name}"`]));
    },
    () => {
      message.reserved = message.reserved.map((text) =>
        text === '500 to 510' ? pick(['500 to 505', '500', '490 to 520']) : text,
      );
    },
    () => removeSome(message.reserved, rolls),
    () => {
      if (!SHARED.includes(message.name)) message.name = fresh('M');
    },
    () => {
      message.options = chance(0.5) ? ['no_standard_descriptor_accessor = true'] : ['deprecated = true'];
    },
    () => removeSome(enumeration.values, rolls, 1),
    () => enumeration.values.push({ number: 50 + below(9), name: fresh('V') }),
    () => {
      const value = pick(enumeration.values);
      value.name = fresh('V');
    },
    () => enumeration.reserved.push(pick(['1', '2 to 3', '"V1"'])),
    () => {
      file.options = chance(0.5) ? [pick(FILE_OPTIONS)] : [];
    },
    () => {
      if (chance(0.3)) file.package = `${file.package}.sub`;
    },
    () => file.declarations.push(makeMessage(file, 2, rolls)),
    () => {
      if (file.extensions[0] && file.extensions.length > 1) file.extensions[0].type = pick(SCALARS);
    },
    () => removeSome(file.extensions, rolls),
    () => {
      if (service) changeService(service, rolls);
    },
    () => {
      if (service) removeSome(service.methods, rolls);
    },
    () => {
      file.declarations = file.declarations.filter(
        (declaration) => declaration.name === 'Kind' || SHARED.includes(declaration.name) || chance(0.7),
      );
    },
  ];
  pick(changes)();
}

function changeField(file: File, message: Message, rolls: Dice): void {
  const { pick, chance, below } = rolls;
  const field = pick(message.fields);
  if (!field) return;
  const kind = below(7);
  if (kind === 0) field.name = fresh('f_');
  if (kind === 1) {
    field.type = makeType(rolls);
    field.options = {};
    if (field.type.startsWith('map')) Object.assign(field, { label: '', oneof: '' });
    else if (field.label === '' && field.oneof === '') field.label = pick(labelsOf(file));
  }
  if (kind === 2 && field.oneof === '' && !field.type.startsWith('map')) field.label = pick(labelsOf(file));
  if (kind === 3 && !field.type.startsWith('map')) {
    field.oneof = field.oneof === '' ? pick(['choice', 'pick']) : '';
    field.label = field.oneof === '' ? pick(labelsOf(file)) : '';
    field.options = {};
  }
  if (kind === 4) field.options['json_name'] = `"${fresh('j')}"`;
  if (kind === 5 && /^(u?int|s?fixed|sint)64$/.test(field.type))
    field.options['jstype'] = pick(['JS_STRING', 'JS_NUMBER']);
  if (kind === 6) {
    const other = pick(message.fields);
    if (other && chance(0.5)) [field.number, other.number] = [other.number, field.number];
    else if (file.syntax === 'proto2' && field.label === 'optional' && /^u?int/.test(field.type)) {
      field.options['default'] = pick(['0', '1', '5']);
    }
  }
}

function changeService(service: Service, rolls: Dice): void {
  const method = rolls.pick(service.methods);
  if (!method) return;
  const { name } = method;
  Object.assign(method, makeMethod(rolls), { name: rolls.chance(0.7) ? name : fresh('Do') });
}

function removeSome(list: unknown[], { below }: Dice, least = 0): void {
  if (list.length > least) list.splice(least + below(list.length - least), 1);
}

function allMessages(file: File): Message[] {
  const found = file.declarations.filter((one): one is Message => one.kind === 'message');
  // the loop goes on to what is added here
  for (const { nested } of found) for (const one of nested) if (one.kind === 'message') found.push(one);
  return found;
}

function allEnums(file: File): Enum[] {
  const nested = allMessages(file).flatMap((message) => message.nested);
  return [...file.declarations, ...nested].filter((one): one is Enum => one.kind === 'enum');
}

export function printFiles(files: readonly File[]): Texts {
  return Object.fromEntries(files.map((file) => [file.path, printFile(file)]));
}

function printFile(file: File): string {
  const head = file.syntax === 'editions' ? 'edition = "2023";' : `syntax = "${file.syntax}";`;
  const extensions = file.extensions.map(
    ({ number, name, type }) => `  ${file.syntax === 'proto2' ? 'optional ' : ''}${type} ${name} = ${number};`,
  );
  return [
    head,
    `package ${file.package};`,
    ...file.options.map((option) => `option ${option};`),
    ...file.declarations.flatMap((declaration) => printDeclaration(declaration, file)),
    ...(extensions.length > 0 ? ['extend Shared {', ...extensions, '}'] : []),
    '',
  ].join('\n');
}

function printDeclaration(declaration: Message | Enum | Service, file: File): string[] {
  const inside = (lines: string[]) => [
    `${declaration.kind} ${declaration.name} {`,
    ...lines.map((line) => `  ${line}`),
    '}',
  ];
  if (declaration.kind === 'enum') {
    const values = declaration.values.map(({ name, number }) => `${name} = ${number};`);
    const taken = new Set(declaration.values.flatMap(({ name, number }) => [String(number), `"${name}"`]));
    const reserved = [...new Set(declaration.reserved)].filter(
      (text) => !taken.has(text) && !(text === '2 to 3' && (taken.has('2') || taken.has('3'))),
    );
    return inside([...reserved.map((text) => `reserved ${written(text, file)};`), ...values]);
  }
  if (declaration.kind === 'service') return inside(declaration.methods.flatMap(printMethod));
  const { fields, reserved, options, extensions, nested } = declaration;
  const unique = [...new Map(fields.map((field) => [field.number, field])).values()];
  const taken = new Set(unique.flatMap(({ name, number }) => [String(number), `"${name}"`]));
  const oneofs = [...new Set(unique.map(({ oneof }) => oneof).filter((oneof) => oneof !== ''))];
  return inside([
    ...options.map((option) => `option ${option};`),
    ...[...new Set(reserved)].filter((text) => !taken.has(text)).map((text) => `reserved ${written(text, file)};`),
    ...(extensions && file.syntax !== 'proto3' ? ['extensions 1000 to 2000;'] : []),
    ...unique.filter(({ oneof }) => oneof === '').map((field) => printField(field)),
    ...oneofs.flatMap((oneof) => [
      `oneof ${oneof} {`,
      ...unique.filter((field) => field.oneof === oneof).map((field) => `  ${printField(field)}`),
      '}',
    ]),
    ...nested.flatMap((one) => printDeclaration(one, file)),
  ]);
}

/** Editions reserve identifiers, not strings. */
function written(reserved: string, { syntax }: File): string {
  return syntax === 'editions' ? reserved.replaceAll('"', '') : reserved;
}

function printField({ label, type, name, number, options }: Field): string {
  const written = Object.entries(options).map(([option, value]) => `${option} = ${value}`);
  const list = written.length > 0 ? ` [${written.join(', ')}]` : '';
  return `${label === '' ? '' : `${label} `}${type} ${name} = ${number}${list};`;
}

function printMethod({ name, input, output, client, server, level }: Method): string[] {
  const head = `rpc ${name}(${client ? 'stream ' : ''}${input}) returns (${server ? 'stream ' : ''}${output})`;
  return level === '' ? [`${head};`] : [`${head} {`, `  option idempotency_level = ${level};`, '}'];
}
