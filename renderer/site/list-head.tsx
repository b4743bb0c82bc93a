import { ArrowDown } from "lucide-react";
import { classNames } from "../ui/class-names";
import { words } from "../words";
import { listColumns } from "./list-row";
import type { ListOrder } from "./list-rows";

interface ListHeadProps {
  readonly order: ListOrder;
  onOrder(order: ListOrder): void;
}

/** What the columns are; time and size also put the list in their order. */
export function ListHead({ order, onOrder }: ListHeadProps) {
  const { versionList } = words.site;
  return (
    <div className={`${listColumns} min-h-7 border-b border-line bg-bg text-micro font-medium text-ink-3`}>
      <OrderButton
        name={versionList.time}
        says={versionList.newestFirst}
        on={order === "newest"}
        onClick={() => onOrder("newest")}
      />
      <span />
      <span>{versionList.what}</span>
      <span>{words.recording.list.branchWho}</span>
      <OrderButton
        name={versionList.size}
        says={versionList.largestFirst}
        on={order === "largest"}
        className="flex-row-reverse justify-self-end"
        onClick={() => onOrder("largest")}
      />
      <span />
    </div>
  );
}

interface OrderButtonProps {
  readonly name: string;
  readonly says: string;
  readonly on: boolean;
  readonly className?: string;
  onClick(): void;
}

function OrderButton({ name, says, on, className, onClick }: OrderButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={on}
      aria-label={`${name}: ${says}`}
      title={says}
      onClick={onClick}
      className={classNames(
        "flex h-6 items-center gap-1 -outline-offset-2 hover:text-ink",
        on && "text-ink",
        className,
      )}
    >
      {name}
      <ArrowDown size={11} className={on ? "" : "invisible"} />
    </button>
  );
}
