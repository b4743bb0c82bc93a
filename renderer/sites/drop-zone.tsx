import { Upload } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { words } from "../words";

interface DropZoneProps {
  readonly disabled: boolean;
  /** Shown in place of the invitation, for instance how far a copy has come. */
  readonly children: ReactNode;
  /** Chooses in the system's own dialog; where it is absent, in the browser's. */
  readonly onChoose?: (() => void) | undefined;
  onFile(file: File): void;
}

/** A place to drop a file on, and a button to choose one: the same height whatever it shows. */
export function DropZone({ disabled, children, onChoose, onFile }: DropZoneProps) {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file !== undefined && !disabled) onFile(file);
  };
  return (
    <>
      <button
        type="button"
        disabled={disabled}
        onClick={onChoose ?? (() => input.current?.click())}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files);
        }}
        className={`grid h-[104px] w-full place-items-center rounded-2 border-[1.5px] border-dashed px-4 text-center ${
          over ? "border-accent bg-accent-wash" : "border-line-control bg-sunken hover:bg-hover"
        }`}
      >
        {children || (
          <span>
            <Upload size={18} className="mx-auto mb-1.5 text-ink-2" />
            <b>{onChoose === undefined ? words.bring.drop : words.bring.dropHere}</b>{" "}
            <span className="text-accent underline underline-offset-2">
              {onChoose === undefined ? words.bring.dropElse : words.bring.dropHereElse}
            </span>
            <span className="block text-small text-ink-3">
              {onChoose === undefined ? words.bring.dropHint : words.bring.dropHereHint}
            </span>
          </span>
        )}
      </button>
      <input
        ref={input}
        type="file"
        accept=".zip,application/zip"
        aria-label={words.bring.chooseFile}
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => take(event.target.files)}
      />
    </>
  );
}
