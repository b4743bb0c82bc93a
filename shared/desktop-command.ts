/**
 * What the desktop around the page asks of it: an item of a menu, a link from elsewhere, a click on a notification. It
 * goes to one window, through the preload; a page in a browser hears none.
 */
export type DesktopCommand =
  /** `address` is the fragment of a place: `#/site/s…`. */
  | { readonly kind: "go"; readonly address: string }
  | { readonly kind: "new-site" }
  | { readonly kind: "bring-site" }
  | { readonly kind: "palette" }
  | { readonly kind: "take-version"; readonly siteId: string };
