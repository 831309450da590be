// What is used of protobufjs, behind one file: it is loaded only when golden fixtures are verified.

export { default as descriptor } from 'protobufjs/ext/descriptor.js';
export { default as protobufjs } from 'protobufjs/index.js';
