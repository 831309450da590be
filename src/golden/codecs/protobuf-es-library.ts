// What is used of protobuf-es, behind one file: it is loaded only when golden fixtures are verified.

export { createFileRegistry, fromBinary, fromJson, fromJsonString, toBinary } from '@bufbuild/protobuf';
export { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
