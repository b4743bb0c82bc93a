import { useState } from "react";
import { FailureParts } from "../operations/failure-parts";
import { BranchPage } from "../site/branch-page";
import { CopyButton } from "../ui/copy";
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
  const { lines, failure } = useLog(branchId);
  const [source, setSource] = useState<LogSource>("all");
  const [text, setText] = useState("");
  const shown = fitting(lines, source, text);
  const { log } = words.site;
  return (
    <BranchPage
      kind="logs"
      siteId={siteId}
      branchId={branchId}
      title={log.title}
      lead={log.lead}
      search={{ label: log.search, text, onChange: setText }}
      filter={
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
      }
      action={
        <CopyButton
          label={log.copy}
          text={() => shown.map((line) => `${line.at} ${line.source} ${line.text}`).join("\n")}
        />
      }
    >
      <div className="grid min-h-0 grid-rows-[auto_minmax(0,1fr)]">
        {failure === null ? (
          <div />
        ) : (
          <Notice tone="warn" className="rounded-none">
            {failure.code === "not-running" ? log.notRunning : <FailureParts failure={failure} />}
          </Notice>
        )}
        <LogLines lines={shown} />
      </div>
    </BranchPage>
  );
}
