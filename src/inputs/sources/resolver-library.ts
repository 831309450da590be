// What is used of oxc-resolver, behind one file: a native package, loaded only when an import names a package or an alias.

export { ResolverFactory } from 'oxc-resolver';
