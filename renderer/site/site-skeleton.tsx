import { Skeleton } from "../ui/skeleton";
import { words } from "../words";

/** The site page with its sizes, before its data. */
export function SiteSkeleton() {
  return (
    <div aria-busy="true" aria-label={words.common.loading} className="grid h-full grid-rows-[70px_43px_1fr_30px]">
      <div className="flex items-center gap-3.5 px-3.5 wide:px-5">
        <Skeleton className="size-[38px] rounded-[8px]" />
        <div className="grid gap-2">
          <Skeleton className="h-5 w-52" />
          <Skeleton className="h-3 w-72" />
        </div>
      </div>
      <div className="border-y border-line" />
      <div className="bg-surface" />
      <div className="border-t border-line" />
    </div>
  );
}
