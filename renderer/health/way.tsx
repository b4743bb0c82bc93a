import { ExternalLink } from "lucide-react";
import { addressOf } from "../app/router";
import { Button, buttonClass } from "../ui/button";
import { CommandLine } from "../ui/copy";
import type { WayOut } from "../words";
import { FreeButton, FreeCount } from "./free-way";

interface WayProps {
  readonly way: WayOut;
  /** The first one: the main action. */
  readonly best: boolean;
  readonly retrying: boolean;
  onRetry(): void;
}

export function Way({ way, best, retrying, onRetry }: WayProps) {
  const look = best ? "primary" : "plain";
  return (
    <div className="py-2 [&+&]:border-t [&+&]:border-grid">
      <div className="flex items-center gap-4">
        <div className="min-w-0 flex-1">
          <b className="block">{way.title}</b>
          <span className="block text-small leading-[17px] text-ink-2">
            {way.text}
            {way.kind === "free" && <FreeCount what={way.what} />}
          </span>
        </div>
        {way.kind === "link" && (
          <a href={way.url} target="_blank" rel="noopener" className={buttonClass(look)}>
            {way.action}
            <ExternalLink size={14} />
          </a>
        )}
        {way.kind === "retry" && (
          <Button look={look} busy={retrying} onClick={onRetry}>
            {way.action}
          </Button>
        )}
        {way.kind === "page" && (
          <a href={addressOf({ kind: way.to })} className={buttonClass(look)}>
            {way.action}
          </a>
        )}
        {way.kind === "free" && <FreeButton what={way.what} best={best} />}
      </div>
      {way.kind === "command" && (
        <div className="mt-2 mb-1">
          <CommandLine command={way.command} />
        </div>
      )}
    </div>
  );
}
