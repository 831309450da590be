// The well-known files with what generators want to know of them: how the packages are called that hold their code in each
// language. Facts of Google's own runtimes, which all generated code refers to. Pure.

import { WELL_KNOWN } from '../model/proto/well-known/sources.ts';

const GO = 'google.golang.org/protobuf/types';

/** Those that other files import, and that there is code of in Google's runtimes. */
const GO_PACKAGES: Readonly<Record<string, string>> = {
  'google/protobuf/any.proto': `${GO}/known/anypb`,
  'google/protobuf/api.proto': `${GO}/known/apipb`,
  'google/protobuf/compiler/plugin.proto': `${GO}/pluginpb`,
  'google/protobuf/descriptor.proto': `${GO}/descriptorpb`,
  'google/protobuf/duration.proto': `${GO}/known/durationpb`,
  'google/protobuf/empty.proto': `${GO}/known/emptypb`,
  'google/protobuf/field_mask.proto': `${GO}/known/fieldmaskpb`,
  'google/protobuf/source_context.proto': `${GO}/known/sourcecontextpb`,
  'google/protobuf/struct.proto': `${GO}/known/structpb`,
  'google/protobuf/timestamp.proto': `${GO}/known/timestamppb`,
  'google/protobuf/type.proto': `${GO}/known/typepb`,
  'google/protobuf/wrappers.proto': `${GO}/known/wrapperspb`,
};

/** Texts by import path. */
export function wellKnownTexts(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(WELL_KNOWN).map(([path, text]) => [path, text.replace(/^package [^;]+;$/m, `$&${optionsOf(path)}`)]),
  );
}

function optionsOf(path: string): string {
  const go = GO_PACKAGES[path];
  if (go === undefined) return '';
  const name = path
    .slice(path.lastIndexOf('/') + 1, -'.proto'.length)
    .replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const isCore = go.includes('/known/');
  const options = {
    go_package: go,
    java_package: path.includes('/compiler/') ? 'com.google.protobuf.compiler' : 'com.google.protobuf',
    java_outer_classname: `${name}${isCore ? 'Proto' : 'Protos'}`,
    csharp_namespace: isCore ? 'Google.Protobuf.WellKnownTypes' : 'Google.Protobuf.Reflection',
    objc_class_prefix: 'GPB',
  };
  const lines = Object.entries(options).map(([option, value]) => `\noption ${option} = "${value}";`);
  return `${lines.join('')}${isCore ? '\noption java_multiple_files = true;' : ''}`;
}
