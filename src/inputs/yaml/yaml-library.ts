// What is used of the yaml package, behind one file: it is loaded only when there is YAML to read.

export { Composer, isAlias, isMap, isScalar, Parser, visit } from 'yaml';
