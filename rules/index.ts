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
import changedPacking from './compatibility/changed-packing.ts';
import changedPresence from './compatibility/changed-presence.ts';
import deletedService from './compatibility/deleted-service.ts';
import enumNoDelete from './compatibility/enum-no-delete.ts';
import enumSameJsonFormat from './compatibility/enum-same-json-format.ts';
import enumSameType from './compatibility/enum-same-type.ts';
import enumValueNoDelete from './compatibility/enum-value-no-delete.ts';
import enumValueNoDeleteUnlessNameReserved from './compatibility/enum-value-no-delete-unless-name-reserved.ts';
import enumValueNoDeleteUnlessNumberReserved from './compatibility/enum-value-no-delete-unless-number-reserved.ts';
import enumValueSameName from './compatibility/enum-value-same-name.ts';
import extensionMessageNoDelete from './compatibility/extension-message-no-delete.ts';
import extensionNoDelete from './compatibility/extension-no-delete.ts';
import fieldNoDelete from './compatibility/field-no-delete.ts';
import fieldNoDeleteUnlessNameReserved from './compatibility/field-no-delete-unless-name-reserved.ts';
import fieldNoDeleteUnlessNumberReserved from './compatibility/field-no-delete-unless-number-reserved.ts';
import fieldSameCardinality from './compatibility/field-same-cardinality.ts';
import fieldSameCppStringType from './compatibility/field-same-cpp-string-type.ts';
import fieldSameDefault from './compatibility/field-same-default.ts';
import fieldSameJavaUtf8Validation from './compatibility/field-same-java-utf8-validation.ts';
import fieldSameJsonName from './compatibility/field-same-json-name.ts';
import fieldSameJstype from './compatibility/field-same-jstype.ts';
import fieldSameName from './compatibility/field-same-name.ts';
import fieldSameOneof from './compatibility/field-same-oneof.ts';
import fieldSameType from './compatibility/field-same-type.ts';
import fieldSameUtf8Validation from './compatibility/field-same-utf8-validation.ts';
import fieldWireCompatibleCardinality from './compatibility/field-wire-compatible-cardinality.ts';
import fieldWireCompatibleType from './compatibility/field-wire-compatible-type.ts';
import fieldWireJsonCompatibleCardinality from './compatibility/field-wire-json-compatible-cardinality.ts';
import fieldWireJsonCompatibleType from './compatibility/field-wire-json-compatible-type.ts';
import fileNoDelete from './compatibility/file-no-delete.ts';
import fileSameCcEnableArenas from './compatibility/file-same-cc-enable-arenas.ts';
import fileSameCcGenericServices from './compatibility/file-same-cc-generic-services.ts';
import fileSameCsharpNamespace from './compatibility/file-same-csharp-namespace.ts';
import fileSameGoPackage from './compatibility/file-same-go-package.ts';
import fileSameJavaGenericServices from './compatibility/file-same-java-generic-services.ts';
import fileSameJavaMultipleFiles from './compatibility/file-same-java-multiple-files.ts';
import fileSameJavaOuterClassname from './compatibility/file-same-java-outer-classname.ts';
import fileSameJavaPackage from './compatibility/file-same-java-package.ts';
import fileSameObjcClassPrefix from './compatibility/file-same-objc-class-prefix.ts';
import fileSameOptimizeFor from './compatibility/file-same-optimize-for.ts';
import fileSamePackage from './compatibility/file-same-package.ts';
import fileSamePhpClassPrefix from './compatibility/file-same-php-class-prefix.ts';
import fileSamePhpMetadataNamespace from './compatibility/file-same-php-metadata-namespace.ts';
import fileSamePhpNamespace from './compatibility/file-same-php-namespace.ts';
import fileSamePyGenericServices from './compatibility/file-same-py-generic-services.ts';
import fileSameRubyPackage from './compatibility/file-same-ruby-package.ts';
import fileSameSwiftPrefix from './compatibility/file-same-swift-prefix.ts';
import fileSameSyntax from './compatibility/file-same-syntax.ts';
import incompatibleJsonType from './compatibility/incompatible-json-type.ts';
import incompatibleRpcType from './compatibility/incompatible-rpc-type.ts';
import incompatibleWireType from './compatibility/incompatible-wire-type.ts';
import mapAddedToCrossPlaneMessage from './compatibility/map-added-to-cross-plane-message.ts';
import messageNoDelete from './compatibility/message-no-delete.ts';
import messageNoRemoveStandardDescriptorAccessor from './compatibility/message-no-remove-standard-descriptor-accessor.ts';
import messageSameJsonFormat from './compatibility/message-same-json-format.ts';
import messageSameRequiredFields from './compatibility/message-same-required-fields.ts';
import narrowedInteger from './compatibility/narrowed-integer.ts';
import oneofNoDelete from './compatibility/oneof-no-delete.ts';
import packageEnumNoDelete from './compatibility/package-enum-no-delete.ts';
import packageExtensionNoDelete from './compatibility/package-extension-no-delete.ts';
import packageMessageNoDelete from './compatibility/package-message-no-delete.ts';
import packageNoDelete from './compatibility/package-no-delete.ts';
import packageServiceNoDelete from './compatibility/package-service-no-delete.ts';
import reorderedEnumValues from './compatibility/reordered-enum-values.ts';
import reservedEnumNoDelete from './compatibility/reserved-enum-no-delete.ts';
import reservedMessageNoDelete from './compatibility/reserved-message-no-delete.ts';
import reusedFieldNumber from './compatibility/reused-field-number.ts';
import riskyOneofMove from './compatibility/risky-oneof-move.ts';
import rpcNoDelete from './compatibility/rpc-no-delete.ts';
import rpcSameClientStreaming from './compatibility/rpc-same-client-streaming.ts';
import rpcSameIdempotencyLevel from './compatibility/rpc-same-idempotency-level.ts';
import rpcSameRequestType from './compatibility/rpc-same-request-type.ts';
import rpcSameResponseType from './compatibility/rpc-same-response-type.ts';
import rpcSameServerStreaming from './compatibility/rpc-same-server-streaming.ts';
import serviceNoDelete from './compatibility/service-no-delete.ts';
import swappedFieldNumbers from './compatibility/swapped-field-numbers.ts';
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
import frozenVersionChanged from './governance/frozen-version-changed.ts';
import generatedStubsOnly from './governance/generated-stubs-only.ts';
import messageOverBudget from './governance/message-over-budget.ts';
import missingGolden from './governance/missing-golden.ts';
import noCrossPlaneOneof from './governance/no-cross-plane-oneof.ts';
import noFloatCounters from './governance/no-float-counters.ts';
import noManualSerialization from './governance/no-manual-serialization.ts';
import noMapFields from './governance/no-map-fields.ts';
import noShadowContract from './governance/no-shadow-contract.ts';
import opaquePayload from './governance/opaque-payload.ts';
import removedFieldNotReserved from './governance/removed-field-not-reserved.ts';
import sharedTypeOutsideContracts from './governance/shared-type-outside-contracts.ts';
import unpinnedToolchain from './governance/unpinned-toolchain.ts';
import versionBumpRequired from './governance/version-bump-required.ts';
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
import rpcNamesCase from './naming/rpc-names-case.ts';
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
  changedPacking,
  changedPresence,
  commentEnum,
  commentEnumValue,
  commentField,
  commentMessage,
  commentOneof,
  commentRpc,
  commentService,
  countSuffix,
  deletedService,
  deprecatedComment,
  directorySamePackage,
  durationAsNumber,
  enumFirstValueZero,
  enumNoAllowAlias,
  enumNoDelete,
  enumPascalCase,
  enumSameJsonFormat,
  enumSameType,
  enumValueNoDelete,
  enumValueNoDeleteUnlessNameReserved,
  enumValueNoDeleteUnlessNumberReserved,
  enumValuePrefix,
  enumValueSameName,
  enumValueUpperSnakeCase,
  enumZeroValueSuffix,
  extensionMessageNoDelete,
  extensionNoDelete,
  fieldLowerSnakeCase,
  fieldNamesExcludePrepositions,
  fieldNoDelete,
  fieldNoDeleteUnlessNameReserved,
  fieldNoDeleteUnlessNumberReserved,
  fieldNoDescriptor,
  fieldNotRequired,
  fieldNumbersAscending,
  fieldSameCardinality,
  fieldSameCppStringType,
  fieldSameDefault,
  fieldSameJavaUtf8Validation,
  fieldSameJsonName,
  fieldSameJstype,
  fieldSameName,
  fieldSameOneof,
  fieldSameType,
  fieldSameUtf8Validation,
  fieldWireCompatibleCardinality,
  fieldWireCompatibleType,
  fieldWireJsonCompatibleCardinality,
  fieldWireJsonCompatibleType,
  fileHasComment,
  fileLowerSnakeCase,
  fileNoDelete,
  fileSameCcEnableArenas,
  fileSameCcGenericServices,
  fileSameCsharpNamespace,
  fileSameGoPackage,
  fileSameJavaGenericServices,
  fileSameJavaMultipleFiles,
  fileSameJavaOuterClassname,
  fileSameJavaPackage,
  fileSameObjcClassPrefix,
  fileSameOptimizeFor,
  fileSamePackage,
  fileSamePhpClassPrefix,
  fileSamePhpMetadataNamespace,
  fileSamePhpNamespace,
  fileSamePyGenericServices,
  fileSameRubyPackage,
  fileSameSwiftPrefix,
  fileSameSyntax,
  forbiddenTypes,
  frozenVersionChanged,
  generatedStubsOnly,
  importNoPublic,
  importNoWeak,
  importUsed,
  importsSorted,
  incompatibleJsonType,
  incompatibleRpcType,
  incompatibleWireType,
  indent,
  mapAddedToCrossPlaneMessage,
  maxLineLength,
  messageNamesExcludePrepositions,
  messageNoDelete,
  messageNoRemoveStandardDescriptorAccessor,
  messageOverBudget,
  messagePascalCase,
  messageSameJsonFormat,
  messageSameRequiredFields,
  missingGolden,
  narrowedInteger,
  noCrossPlaneOneof,
  noFloatCounters,
  noGroups,
  noHtmlComments,
  noManualSerialization,
  noMapFields,
  noShadowContract,
  oneofLowerSnakeCase,
  oneofNoDelete,
  opaquePayload,
  packageDefined,
  packageDirectoryMatch,
  packageEnumNoDelete,
  packageExtensionNoDelete,
  packageLowerSnakeCase,
  packageMessageNoDelete,
  packageNoDelete,
  packageNoImportCycle,
  packageSameCsharpNamespace,
  packageSameDirectory,
  packageSameGoPackage,
  packageSameJavaMultipleFiles,
  packageSameJavaPackage,
  packageSamePhpNamespace,
  packageSameRubyPackage,
  packageSameSwiftPrefix,
  packageServiceNoDelete,
  packageVersionSuffix,
  quoteConsistent,
  removedFieldNotReserved,
  reorderedEnumValues,
  repeatedFieldNamesPluralized,
  reservedEnumNoDelete,
  reservedMessageNoDelete,
  reusedFieldNumber,
  riskyOneofMove,
  rpcNoClientStreaming,
  rpcNoDelete,
  rpcNoServerStreaming,
  rpcNamesCase,
  rpcPascalCase,
  rpcRequestResponseUnique,
  rpcRequestStandardName,
  rpcResponseStandardName,
  rpcSameClientStreaming,
  rpcSameIdempotencyLevel,
  rpcSameRequestType,
  rpcSameResponseType,
  rpcSameServerStreaming,
  serviceNoDelete,
  servicePascalCase,
  serviceSuffix,
  sharedTypeOutsideContracts,
  stablePackageNoImportUnstable,
  statementOrder,
  swappedFieldNumbers,
  syntaxConsistent,
  syntaxSpecified,
  timeFieldNames,
  timeFieldType,
  unpinnedToolchain,
  unusedLowFieldNumbers,
  versionBumpRequired,
];
