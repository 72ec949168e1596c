/** A module and what it imports, bundled into one classic script: the plugin `source` of vite.config.ts. */
declare module "*?source" {
  const text: string;
  export default text;
}
