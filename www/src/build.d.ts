/** A module and what it imports, bundled into one classic script: the plugin `source` of vite.config.ts. */
declare module "*?source" {
  const text: string;
  export default text;
}

/** Whom the data is from: the credit lines of data/sources.toml, put in by vite.config.ts. */
declare const CREDITS: readonly string[];
