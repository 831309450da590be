// The list of all rules, sorted by id. A new rule is one file, one fixture folder and one line here.

import type { Rule } from '../src/engine/define-rule.ts';
import commentEnum from './comments/comment-enum.ts';
import commentEnumValue from './comments/comment-enum-value.ts';
import commentField from './comments/comment-field.ts';
import commentMessage from './comments/comment-message.ts';
import commentOneof from './comments/comment-oneof.ts';
import commentRpc from './comments/comment-rpc.ts';
import commentService from './comments/comment-service.ts';
import noHtmlComments from './comments/no-html-comments.ts';
import deprecatedComment from './deprecation/deprecated-comment.ts';
import enumFirstValueZero from './enums/enum-first-value-zero.ts';
import enumNoAllowAlias from './enums/enum-no-allow-alias.ts';
import countSuffix from './fields/count-suffix.ts';
import fieldNamesExcludePrepositions from './fields/field-names-exclude-prepositions.ts';
import fieldNumbersAscending from './fields/field-numbers-ascending.ts';
import repeatedFieldNamesPluralized from './fields/repeated-field-names-pluralized.ts';
import timeFieldNames from './fields/time-field-names.ts';
import unusedLowFieldNumbers from './fields/unused-low-field-numbers.ts';
import syntaxSpecified from './files/syntax-specified.ts';
import durationAsNumber from './governance/duration-as-number.ts';
import noCrossPlaneOneof from './governance/no-cross-plane-oneof.ts';
import noFloatCounters from './governance/no-float-counters.ts';
import noMapFields from './governance/no-map-fields.ts';
import opaquePayload from './governance/opaque-payload.ts';
import unpinnedToolchain from './governance/unpinned-toolchain.ts';
import importNoPublic from './imports/import-no-public.ts';
import importNoWeak from './imports/import-no-weak.ts';
import importUsed from './imports/import-used.ts';
import fieldNotRequired from './messages/field-not-required.ts';
import messageNamesExcludePrepositions from './messages/message-names-exclude-prepositions.ts';
import enumPascalCase from './naming/enum-pascal-case.ts';
import enumValuePrefix from './naming/enum-value-prefix.ts';
import enumValueUpperSnakeCase from './naming/enum-value-upper-snake-case.ts';
import enumZeroValueSuffix from './naming/enum-zero-value-suffix.ts';
import fieldLowerSnakeCase from './naming/field-lower-snake-case.ts';
import fieldNoDescriptor from './naming/field-no-descriptor.ts';
import fileLowerSnakeCase from './naming/file-lower-snake-case.ts';
import messagePascalCase from './naming/message-pascal-case.ts';
import oneofLowerSnakeCase from './naming/oneof-lower-snake-case.ts';
import packageLowerSnakeCase from './naming/package-lower-snake-case.ts';
import packageVersionSuffix from './naming/package-version-suffix.ts';
import rpcPascalCase from './naming/rpc-pascal-case.ts';
import servicePascalCase from './naming/service-pascal-case.ts';
import serviceSuffix from './naming/service-suffix.ts';
import directorySamePackage from './packages/directory-same-package.ts';
import packageDefined from './packages/package-defined.ts';
import packageDirectoryMatch from './packages/package-directory-match.ts';
import packageNoImportCycle from './packages/package-no-import-cycle.ts';
import packageSameCsharpNamespace from './packages/package-same-csharp-namespace.ts';
import packageSameDirectory from './packages/package-same-directory.ts';
import packageSameGoPackage from './packages/package-same-go-package.ts';
import packageSameJavaMultipleFiles from './packages/package-same-java-multiple-files.ts';
import packageSameJavaPackage from './packages/package-same-java-package.ts';
import packageSamePhpNamespace from './packages/package-same-php-namespace.ts';
import packageSameRubyPackage from './packages/package-same-ruby-package.ts';
import packageSameSwiftPrefix from './packages/package-same-swift-prefix.ts';
import stablePackageNoImportUnstable from './packages/stable-package-no-import-unstable.ts';
import rpcNoClientStreaming from './services/rpc-no-client-streaming.ts';
import rpcNoServerStreaming from './services/rpc-no-server-streaming.ts';
import rpcRequestResponseUnique from './services/rpc-request-response-unique.ts';
import rpcRequestStandardName from './services/rpc-request-standard-name.ts';
import rpcResponseStandardName from './services/rpc-response-standard-name.ts';
import fileHasComment from './style/file-has-comment.ts';
import importsSorted from './style/imports-sorted.ts';
import indent from './style/indent.ts';
import maxLineLength from './style/max-line-length.ts';
import quoteConsistent from './style/quote-consistent.ts';
import statementOrder from './style/statement-order.ts';
import syntaxConsistent from './style/syntax-consistent.ts';
import forbiddenTypes from './types/forbidden-types.ts';
import noGroups from './types/no-groups.ts';
import timeFieldType from './types/time-field-type.ts';

export const rules: readonly Rule[] = [
  commentEnum,
  commentEnumValue,
  commentField,
  commentMessage,
  commentOneof,
  commentRpc,
  commentService,
  countSuffix,
  deprecatedComment,
  directorySamePackage,
  durationAsNumber,
  enumFirstValueZero,
  enumNoAllowAlias,
  enumPascalCase,
  enumValuePrefix,
  enumValueUpperSnakeCase,
  enumZeroValueSuffix,
  fieldLowerSnakeCase,
  fieldNamesExcludePrepositions,
  fieldNoDescriptor,
  fieldNotRequired,
  fieldNumbersAscending,
  fileHasComment,
  fileLowerSnakeCase,
  forbiddenTypes,
  importNoPublic,
  importNoWeak,
  importUsed,
  importsSorted,
  indent,
  maxLineLength,
  messageNamesExcludePrepositions,
  messagePascalCase,
  noCrossPlaneOneof,
  noFloatCounters,
  noGroups,
  noHtmlComments,
  noMapFields,
  oneofLowerSnakeCase,
  opaquePayload,
  packageDefined,
  packageDirectoryMatch,
  packageLowerSnakeCase,
  packageNoImportCycle,
  packageSameCsharpNamespace,
  packageSameDirectory,
  packageSameGoPackage,
  packageSameJavaMultipleFiles,
  packageSameJavaPackage,
  packageSamePhpNamespace,
  packageSameRubyPackage,
  packageSameSwiftPrefix,
  packageVersionSuffix,
  quoteConsistent,
  repeatedFieldNamesPluralized,
  rpcNoClientStreaming,
  rpcNoServerStreaming,
  rpcPascalCase,
  rpcRequestResponseUnique,
  rpcRequestStandardName,
  rpcResponseStandardName,
  servicePascalCase,
  serviceSuffix,
  stablePackageNoImportUnstable,
  statementOrder,
  syntaxConsistent,
  syntaxSpecified,
  timeFieldNames,
  timeFieldType,
  unpinnedToolchain,
  unusedLowFieldNumbers,
];
