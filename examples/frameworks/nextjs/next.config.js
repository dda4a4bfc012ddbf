/** Folders above this one have lock files of their own. */
export default { turbopack: { root: import.meta.dirname } };
