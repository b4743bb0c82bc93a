import { Import, Plus, RotateCcw } from "lucide-react";
import { type DragEvent, useState } from "react";
import { client } from "../api/client";
import { useAction } from "../api/start";
import { Button, type IconLike } from "../ui/button";
import { words } from "../words";
import { Shore } from "./shore";

interface EmptySitesProps {
  onNew(): void;
  onBring(file: File | null): void;
}

export function EmptySites({ onNew, onBring }: EmptySitesProps) {
  const [over, setOver] = useState(false);
  const demo = useAction(() => client.sites.createDemo());
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file !== undefined) onBring(file);
  };
  return (
    <div
      className="relative grid h-full grid-rows-[minmax(196px,1fr)_auto] [@media(min-height:900px)]:grid-rows-[43vh_1fr] overflow-auto data-[over=true]:bg-accent-wash"
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Shore />
      <div />
      <div className="relative mx-auto w-[680px] max-w-[calc(100%-48px)] pb-[6vh]">
        <h1 className="text-display font-bold tracking-[-0.022em]">{words.sites.empty.title}</h1>
        <p className="mt-2 mb-[22px] max-w-[52ch] text-lead text-ink-2">{words.sites.empty.lead}</p>
        <ul className="border-t border-line">
          <Way icon={Plus} title={words.sites.newSite} text={words.sites.empty.newSite}>
            <Button look="primary" onClick={onNew}>
              {words.sites.newSite}
            </Button>
          </Way>
          <Way icon={Import} title={words.sites.bringSite} text={words.sites.empty.bring}>
            <Button onClick={() => onBring(null)}>{words.sites.bringSite}</Button>
          </Way>
          <Way icon={RotateCcw} title={words.sites.demo.name} text={words.sites.demo.lead}>
            <Button busy={demo.running} onClick={() => demo.run(undefined)}>
              {words.sites.demo.action}
            </Button>
          </Way>
        </ul>
      </div>
    </div>
  );
}

interface WayProps {
  readonly icon: IconLike;
  readonly title: string;
  readonly text: string;
  readonly children: React.ReactNode;
}

function Way({ icon: Icon, title, text, children }: WayProps) {
  return (
    <li className="flex items-center gap-4 border-b border-line px-1 py-3.5">
      <span className="text-ink-2">
        <Icon size={20} />
      </span>
      <div className="min-w-0 flex-1">
        <b className="text-name">{title}</b>
        <span className="block text-ink-2">{text}</span>
      </div>
      {children}
    </li>
  );
}
