/** The build for browsers is an ES module and reads no files; its types are those of the package. */
declare module 'liquidjs/dist/liquid.browser.mjs' {
  export * from 'liquidjs'
}
