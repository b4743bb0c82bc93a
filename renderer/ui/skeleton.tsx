import { classNames } from "./class-names";

/** A grey bar the size of what will come. */
export function Skeleton({ className }: { readonly className: string }) {
  return <span aria-hidden="true" className={classNames("block animate-breathe rounded-1 bg-press", className)} />;
}
