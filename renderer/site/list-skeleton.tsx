import { Skeleton } from "../ui/skeleton";
import { words } from "../words";
import { listColumns } from "./list-row";

const widths = ["w-48", "w-64", "w-40", "w-72", "w-56", "w-44", "w-60", "w-52"];

/** Rows the size of what will come. */
export function ListSkeleton() {
  return (
    <div aria-busy="true" aria-label={words.common.loading}>
      {widths.map((width) => (
        <div key={width} className={`${listColumns} h-[34px] border-b border-grid`}>
          <Skeleton className="h-3 w-14" />
          <Skeleton className="size-4" />
          <Skeleton className={`h-3 ${width}`} />
          <Skeleton className="h-3 w-20" />
          <span />
          <span />
        </div>
      ))}
    </div>
  );
}
