// What is used of oxc-parser, behind one file: a native package, loaded only when there is a source file to parse.

export { parseSync, rawTransferSupported } from 'oxc-parser';
