import { Folder } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { BringPlan } from "../../shared/model/views";
import { client } from "../api/client";
import { usePlatform } from "../api/queries";
import { useAction } from "../api/start";
import { upload } from "../api/upload";
import { FailureParts } from "../operations/failure-parts";
import { Button } from "../ui/button";
import { DialogActions, DialogBody } from "../ui/dialog";
import { Field, TextInput } from "../ui/field";
import { Meter } from "../ui/meter";
import { Notice } from "../ui/notice";
import { words } from "../words";
import { DropZone } from "./drop-zone";

interface BringSourceProps {
  readonly file: File | null;
  onPlan(plan: BringPlan): void;
  onClose(): void;
}

interface Upload {
  readonly name: string;
  readonly progress: number;
}

export function BringSource({ file, onPlan, onClose }: BringSourceProps) {
  const native = usePlatform().data?.chooseFile === true;
  const [path, setPath] = useState("");
  const [copying, setCopying] = useState<Upload | null>(null);
  const [broken, setBroken] = useState<string | null>(null);
  const stop = useRef(new AbortController());
  const inspect = useAction((from: string) => client.sites.inspect({ path: from }), { quiet: true, onDone: onPlan });
  useEffect(() => {
    const controller = new AbortController();
    stop.current = controller;
    return () => controller.abort();
  }, []);

  const take = async (one: File) => {
    const known = window.tidemark?.pathForFile?.(one);
    if (known !== undefined && known !== "") {
      setPath(known);
      inspect.run(known);
      return;
    }
    setBroken(null);
    setCopying({ name: one.name, progress: 0 });
    try {
      const there = await upload(one, (progress) => setCopying({ name: one.name, progress }), stop.current.signal);
      setPath(there);
      inspect.run(there);
    } catch (error) {
      if (!stop.current.signal.aborted) setBroken(error instanceof Error ? error.message : String(error));
    } finally {
      setCopying(null);
    }
  };
  const dropped = useRef(file);
  useEffect(() => {
    const first = dropped.current;
    dropped.current = null;
    if (first !== null) void take(first);
  });

  const choose = async (kind: "file" | "folder") => {
    const chosen = await client.system.chooseFile({ kind });
    if (chosen.path === null) return;
    setPath(chosen.path);
    inspect.run(chosen.path);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (path.trim() !== "") inspect.run(path.trim());
  };
  return (
    <form onSubmit={submit} noValidate>
      <DialogBody className="grid grid-cols-1 gap-3">
        <DropZone
          onFile={(one) => void take(one)}
          onChoose={native ? () => void choose("file") : undefined}
          disabled={copying !== null || inspect.running}
        >
          {copying !== null && (
            <div className="w-full max-w-[320px]">
              <p dir="auto" className="mb-1.5 truncate">
                {words.bring.uploading(copying.name)}{" "}
                <span className="tabular-nums text-ink-3">{Math.round(copying.progress * 100)} %</span>
              </p>
              <Meter label={words.bring.uploading(copying.name)} value={copying.progress} />
            </div>
          )}
        </DropZone>
        {native && (
          <div>
            <Button icon={Folder} onClick={() => void choose("folder")}>
              {words.bring.chooseFolder}
            </Button>
          </div>
        )}
        <Field label={words.bring.path}>
          {(ids) => (
            <TextInput
              {...ids}
              icon={Folder}
              className="font-code text-small"
              placeholder={words.bring.pathPlaceholder}
              value={path}
              onChange={(event) => setPath(event.target.value)}
            />
          )}
        </Field>
        {broken !== null && (
          <Notice tone="bad" urgent className="mb-3">
            {broken}
          </Notice>
        )}
        {inspect.failure !== null && !inspect.running && (
          <Notice tone="bad" urgent className="mb-3">
            <FailureParts failure={inspect.failure} safe={words.operations.safeAfterFailure["bring-site"] ?? ""} />
          </Notice>
        )}
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>{words.common.cancel}</Button>
        <Button type="submit" look="primary" busy={inspect.running} disabled={path.trim() === "" || copying !== null}>
          {inspect.running ? words.bring.looking : words.bring.look}
        </Button>
      </DialogActions>
    </form>
  );
}
