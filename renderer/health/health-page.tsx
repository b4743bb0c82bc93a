import { RefreshCw } from "lucide-react";
import type { ReactNode } from "react";
import { healthReport } from "../../shared/health-report";
import type { Health } from "../../shared/model/views";
import { useHealth, useOperations, useSettings } from "../api/queries";
import { Frame } from "../app/frame";
import { addressOf } from "../app/router";
import { Button, buttonClass } from "../ui/button";
import { CopyButton } from "../ui/copy";
import { Skeleton } from "../ui/skeleton";
import { words } from "../words";
import { Adoption } from "./adoption";
import { CheckLine } from "./check-line";
import { type CheckGroup, checksOf, countOfTrouble } from "./checks";
import { problemOf } from "./problem";
import { RemoveEverything } from "./remove-everything";
import { UseBar } from "./use-bar";
import { useRetry } from "./use-retry";

export function HealthPage() {
  const health = useHealth().data;
  const operations = useOperations();
  const settings = useSettings().data;
  const retry = useRetry();
  const text = words.health;
  const groups = health === undefined ? [] : checksOf(health, settings, operations);
  const report = () =>
    health === undefined ? "" : healthReport(health, operations, { Browser: navigator.userAgent }, new Date());
  return (
    <Frame crumbs={[{ text: text.title, to: null }]}>
      <div className="mx-auto max-w-[904px] px-5 pb-10 wide:px-8">
        <div className="flex items-center gap-2 pt-[26px] pb-[18px]">
          <div className="min-w-0 flex-1">
            <h1 className="text-title font-bold tracking-[-0.012em]">{text.title}</h1>
            <p role="status" className="min-h-5 text-ink-2">
              {health !== undefined && summary(health, groups)}
            </p>
          </div>
          {health?.problem != null && (
            <a href={addressOf({ kind: "problem" })} className={buttonClass("primary")}>
              {text.problem.what}
            </a>
          )}
          <Button icon={RefreshCw} busy={retry.isPending} onClick={() => retry.mutate()}>
            {text.check}
          </Button>
          <CopyButton label={text.report} title={text.copied} text={report} />
        </div>
        {health === undefined ? (
          <Skeleton className="h-64 w-full" />
        ) : (
          <>
            {health.store !== null && <UseBar store={health.store} limit={settings?.storeLimit ?? null} />}
            {groups.map(({ title, checks }) => (
              <Section key={title} title={title}>
                {checks.map((check) => (
                  <CheckLine key={check.id} check={check} />
                ))}
              </Section>
            ))}
            <Adoption adoptable={health.adoptable} />
            <Section title={text.sections.remove}>
              <RemoveEverything />
            </Section>
          </>
        )}
      </div>
    </Frame>
  );
}

function summary(health: Health, groups: readonly CheckGroup[]): string {
  const text = words.health;
  if (health.problem !== null) return problemOf(health.problem, health.app.system).title;
  const trouble = countOfTrouble(groups);
  return trouble === 0 ? text.good : `${text.good} ${text.toLookAt(trouble)}`;
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h2 className="border-b border-line pt-5 pb-1.5 text-small font-strong text-ink-3">{title}</h2>
      {children}
    </section>
  );
}
