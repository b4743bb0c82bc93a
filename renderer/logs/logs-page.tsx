import { Search } from "lucide-react";
import { useState } from "react";
import { useSite } from "../api/queries";
import { Frame } from "../app/frame";
import { navigate, toSite } from "../app/router";
import { FailureParts } from "../operations/failure-parts";
import { CopyButton } from "../ui/copy";
import { Select, TextInput } from "../ui/field";
import { Notice } from "../ui/notice";
import { Segmented } from "../ui/segmented";
import { words } from "../words";
import { fitting, type LogSource } from "./log-buffer";
import { LogLines } from "./log-lines";
import { useLog } from "./use-log";

interface LogsPageProps {
  readonly siteId: string;
  readonly branchId: string;
}

export function LogsPage({ siteId, branchId }: LogsPageProps) {
  const detail = useSite(siteId).data;
  const { lines, failure } = useLog(branchId);
  const [source, setSource] = useState<LogSource>("all");
  const [text, setText] = useState("");
  const shown = fitting(lines, source, text);
  const { log } = words.site;
  const branches = detail?.branches.filter((one) => one.trashedAt === null) ?? [];
  return (
    <Frame
      crumbs={[
        { text: detail?.site.title ?? "…", to: toSite(siteId) },
        { text: log.title, to: null },
      ]}
    >
      <div className="grid h-full grid-rows-[auto_auto_minmax(0,1fr)]">
        <div className="flex flex-wrap items-center gap-2 border-b border-line px-3.5 py-2.5 wide:px-5">
          <h1 className="text-lead font-bold">{log.title}</h1>
          <p className="min-w-0 flex-1 truncate text-ink-2">{log.lead}</p>
          {branches.length > 1 && (
            <Select
              aria-label={log.branch}
              height="small"
              frame="w-[150px] text-small"
              value={branchId}
              options={branches.map((one) => ({ value: one.id, label: one.name }))}
              onChange={(event) => navigate({ kind: "logs", siteId, branchId: event.target.value }, "replace")}
            />
          )}
          <Segmented<LogSource>
            label={log.source}
            value={source}
            options={[
              { value: "all", label: log.all },
              { value: "web", label: log.web },
              { value: "database", label: log.database },
            ]}
            onChange={setSource}
          />
          <TextInput
            icon={Search}
            type="search"
            aria-label={log.search}
            placeholder={log.search}
            height="small"
            frame="w-[190px]"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <CopyButton
            label={log.copy}
            text={() => shown.map((line) => `${line.at} ${line.source} ${line.text}`).join("\n")}
          />
        </div>
        {failure === null ? (
          <div />
        ) : (
          <Notice tone="warn" className="rounded-none">
            {failure.code === "not-running" ? log.notRunning : <FailureParts failure={failure} />}
          </Notice>
        )}
        <LogLines lines={shown} />
      </div>
    </Frame>
  );
}
