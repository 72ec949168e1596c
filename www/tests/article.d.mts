/** About `bytes` of news, for measuring. */
export function article(bytes: number): string;
