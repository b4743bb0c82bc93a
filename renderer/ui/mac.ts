/** True where the main modifier is ⌘. */
export const isMac = /mac|iphone|ipad/i.test(globalThis.navigator?.platform ?? "");
