import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { words } from "../words";
import { Button, type ButtonLook, IconButton } from "./button";

/** Copies, and says so for a moment. */
export function useCopied(): readonly [copied: boolean, copy: (text: string) => void] {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1_600);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = (text: string) => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      (error: unknown) => console.warn("The clipboard refused:", error),
    );
  };
  return [copied, copy];
}

export function CopyIcon({ text, label }: { readonly text: string; readonly label: string }) {
  const [copied, copy] = useCopied();
  return (
    <IconButton
      size="small"
      label={copied ? words.common.copied : label}
      icon={copied ? Check : Copy}
      onClick={() => copy(text)}
    />
  );
}

interface CopyButtonProps {
  readonly text: () => string;
  readonly label: string;
  readonly title?: string;
  readonly look?: ButtonLook;
  readonly size?: "small" | "normal";
}

export function CopyButton({ text, label, title, look = "plain", size = "normal" }: CopyButtonProps) {
  const [copied, copy] = useCopied();
  return (
    <Button look={look} size={size} title={title} icon={copied ? Check : Copy} onClick={() => copy(text())}>
      {copied ? words.common.copied : label}
    </Button>
  );
}

/** A line to be typed into a terminal. */
export function CommandLine({ command }: { readonly command: string }) {
  return (
    <div className="flex min-h-[34px] items-center gap-2 rounded-2 bg-sunken py-1 pr-1 pl-3 shadow-well">
      <code className="min-w-0 flex-1 font-code text-small break-words">{command}</code>
      <CopyIcon text={command} label={words.common.copyCommand} />
    </div>
  );
}
