/**
 * A text with LF where it had another character that ends a line or a page: word processors put U+000B and U+000C into what
 * is copied, web pages U+2028. CR LF stays as it is typed.
 */
export const withLineFeeds = (body: string): string => body.replace(/[\v\f\u0085\u2028\u2029]/g, '\n')
