// The runtime libraries of protobuf, and what the names that they export are: writers, readers, functions that encode,
// bases of messages, reflection. What is not listed has nothing to do with bytes or definitions.

export type RuntimeRole =
  | 'writer'
  | 'reader'
  /** Turns a message into bytes or back. */
  | 'codec'
  /** Base class of messages. */
  | 'message'
  /** Defines or looks up messages at run time. */
  | 'reflection'
  /** Messages that come with the library. */
  | 'generated'
  /** Makes a message from a schema. */
  | 'create'
  /** Turns messages into bytes and back with a codec that it is handed. */
  | 'stream'
  | 'nothing';

export interface Runtime {
  /** As messages call it. */
  readonly library: string;
  readonly roles: Readonly<Record<string, RuntimeRole>>;
  /** What names are that `roles` lacks. */
  readonly rest: RuntimeRole;
}

const PROTOBUFJS: Runtime = {
  library: 'protobufjs',
  roles: {
    ...rolesOf('writer', 'Writer BufferWriter'),
    ...rolesOf('reader', 'Reader BufferReader'),
    ...rolesOf('message', 'Message'),
    ...rolesOf(
      'reflection',
      'Root Namespace Type Field OneOf MapField Service Method Enum ReflectionObject parse load loadSync fromJSON',
    ),
    ...rolesOf('generated', 'roots'),
  },
  rest: 'nothing',
};

const BUFBUILD: Runtime = {
  library: '@bufbuild/protobuf',
  roles: {
    ...rolesOf('codec', 'toBinary fromBinary mergeFromBinary sizeDelimitedEncode sizeDelimitedDecodeStream'),
    ...rolesOf('codec', 'varint32read varint32write varint64read varint64write'),
    ...rolesOf('writer', 'BinaryWriter'),
    ...rolesOf('reader', 'BinaryReader'),
    ...rolesOf('message', 'Message'),
    ...rolesOf('reflection', 'createRegistry createFileRegistry createMutableRegistry createRegistryFromDescriptors'),
    ...rolesOf('reflection', 'fileDesc messageDesc enumDesc extDesc serviceDesc proto2 proto3'),
    ...rolesOf('create', 'create clone'),
  },
  rest: 'nothing',
};

const GOOGLE: Runtime = {
  library: 'google-protobuf',
  roles: {
    ...rolesOf('writer', 'BinaryWriter BinaryEncoder'),
    ...rolesOf('reader', 'BinaryReader BinaryDecoder'),
    ...rolesOf('message', 'Message ExtensionFieldInfo'),
  },
  rest: 'nothing',
};

const PROTOBUF_TS: Runtime = {
  library: '@protobuf-ts/runtime',
  roles: {
    ...rolesOf('writer', 'BinaryWriter'),
    ...rolesOf('reader', 'BinaryReader'),
    ...rolesOf('message', 'MessageType IMessageType'),
    ...rolesOf('reflection', 'ReflectionBinaryWriter ReflectionBinaryReader'),
  },
  rest: 'nothing',
};

const PBF: Runtime = {
  library: 'pbf',
  roles: rolesOf('writer', 'default = Pbf PbfWriter PbfReader'),
  rest: 'nothing',
};

const PROTONS: Runtime = {
  library: 'protons-runtime',
  roles: {
    ...rolesOf('codec', 'encodeMessage decodeMessage streamMessage'),
    ...rolesOf('writer', 'writer Writer'),
    ...rolesOf('reader', 'reader Reader'),
    ...rolesOf('reflection', 'message enumeration'),
  },
  rest: 'nothing',
};

/** Libraries of which `pbStream` alone is about protobuf. */
const STREAMS = ['it-protobuf-stream', '@libp2p/utils'];

function streamsOf(library: string): Runtime {
  return { library, roles: rolesOf('stream', 'pbStream'), rest: 'nothing' };
}

/** Whether a file that imports it has to do with the wire format. */
export function isOfWireFormat({ library }: Runtime): boolean {
  return !STREAMS.includes(library);
}

const PROTO_LOADER: Runtime = {
  library: '@grpc/proto-loader',
  roles: rolesOf(
    'reflection',
    'load loadSync fromJSON loadFileDescriptorSetFromBuffer loadFileDescriptorSetFromObject',
  ),
  rest: 'nothing',
};

const GENERATED_WITH_IT: Omit<Runtime, 'library'> = { roles: {}, rest: 'generated' };

/** Generated messages that come with a library. */
const WITH_MESSAGES = /^(?:google-protobuf\/google\/|@bufbuild\/protobuf\/wkt$|protobufjs\/ext\/descriptor)/;

const BY_PACKAGE: Readonly<Record<string, Runtime>> = {
  protobufjs: PROTOBUFJS,
  '@bufbuild/protobuf': BUFBUILD,
  'google-protobuf': GOOGLE,
  '@protobuf-ts/runtime': PROTOBUF_TS,
  pbf: PBF,
  'protons-runtime': PROTONS,
  ...Object.fromEntries(STREAMS.map((name) => [name, streamsOf(name)])),
  '@grpc/proto-loader': PROTO_LOADER,
};

const PYTHON_REFLECTION = 'message_factory descriptor_pool reflection proto_builder symbol_database';

const PYTHON: Runtime = {
  library: 'google.protobuf',
  roles: {
    ...rolesOf('message', 'Message'),
    ...rolesOf('reflection', PYTHON_REFLECTION),
    ...rolesOf('reflection', 'DescriptorPool MessageFactory GetMessageClass GetMessageClassesForFiles MakeClass'),
    ...rolesOf('writer', 'encoder wire_format'),
    ...rolesOf('reader', 'decoder'),
  },
  rest: 'nothing',
};

/** What Python's library exports that matters here. */
export const PYTHON_NAMES: readonly string[] = Object.keys(PYTHON.roles);

/** The runtime that a specifier names, whether or not it is installed. */
export function runtimeNamed(specifier: string, isPython: boolean): Runtime | undefined {
  if (isPython) return pythonRuntime(specifier);
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? '';
  const runtime = Object.hasOwn(BY_PACKAGE, name) ? BY_PACKAGE[name] : undefined;
  if (!runtime) return undefined;
  return WITH_MESSAGES.test(specifier) ? { library: runtime.library, ...GENERATED_WITH_IT } : runtime;
}

function pythonRuntime(specifier: string): Runtime | undefined {
  if (specifier !== 'google.protobuf' && !specifier.startsWith('google.protobuf.')) return undefined;
  return specifier.endsWith('_pb2') ? { library: PYTHON.library, ...GENERATED_WITH_IT } : PYTHON;
}

/** The first of the names that the library has a role for decides. */
export function roleOf({ roles, rest }: Runtime, trail: readonly string[]): RuntimeRole {
  if (rest !== 'nothing') return rest;
  for (const name of trail) {
    if (Object.hasOwn(roles, name)) return roles[name] ?? rest;
    if (name.endsWith('_pb2')) return 'generated';
    if (name === 'util' || name === 'utils' || name === 'rpc') return 'nothing';
  }
  return 'nothing';
}

function rolesOf(role: RuntimeRole, names: string): Record<string, RuntimeRole> {
  return Object.fromEntries(names.split(' ').map((name) => [name, role]));
}
