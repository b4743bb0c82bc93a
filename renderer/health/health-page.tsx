import { CircleCheck, RefreshCw, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { Health } from "../../shared/model/views";
import { useHealth } from "../api/queries";
import { Frame } from "../app/frame";
import { addressOf } from "../app/router";
import { Button, buttonClass } from "../ui/button";
import { bytes } from "../ui/bytes";
import { CopyButton } from "../ui/copy";
import { Skeleton } from "../ui/skeleton";
import { words } from "../words";
import { Adoption } from "./adoption";
import { healthReport } from "./health-report";
import { problemOf } from "./problem";
import { useRetry } from "./problem-page";
import { RemoveEverything } from "./remove-everything";
import { UseBar } from "./use-bar";

export function HealthPage() {
  const health = useHealth().data;
  const retry = useRetry();
  const text = words.health;
  return (
    <Frame crumbs={[{ text: text.title, to: null }]}>
      <div className="mx-auto max-w-[904px] px-5 pb-10 wide:px-8">
        <div className="flex items-center gap-2 pt-[26px] pb-[18px]">
          <div className="min-w-0 flex-1">
            <h1 className="text-title font-bold tracking-[-0.012em]">{text.title}</h1>
            <p className="min-h-5 text-ink-2">
              {health !== undefined && (health.problem === null ? text.good : problemOf(health.problem).title)}
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
          <CopyButton label={text.report} text={() => (health === undefined ? "" : healthReport(health))} />
        </div>
        {health === undefined ? <Skeleton className="h-64 w-full" /> : <Lines health={health} />}
      </div>
    </Frame>
  );
}

function Lines({ health }: { readonly health: Health }) {
  const text = words.health;
  const { engine, store, router, images, app } = health;
  const standIns = images.some((image) => image.standIn);
  return (
    <>
      {store !== null && <UseBar used={store.usedBytes} capacity={store.capacityBytes} />}
      <Section title={text.sections.engine}>
        <Line
          ok={engine !== null}
          name={text.engine}
          value={engine?.version ?? text.engineNone}
          more={engine === null ? "" : text.engineDetail(engine.api, engine.os)}
        />
        {engine !== null && (
          <Line ok name={text.endpoint} value={<span className="font-code text-small">{engine.endpoint}</span>} />
        )}
        <Line
          ok={!standIns}
          name={text.images}
          value={text.imagesPresent(images.length)}
          more={images.map((image) => `${image.name}${image.standIn ? ` (${text.standIn})` : ""}`).join(", ")}
        />
        {standIns && <p className="pt-1.5 pl-[30px] text-small text-ink-2">{text.standIns}</p>}
      </Section>
      {store !== null && (
        <Section title={text.sections.store}>
          <Line ok={store.driver === "btrfs"} name={text.driver} value={text.drivers[store.driver]} more={store.note} />
          <Line ok name={text.storeFree} value={bytes(store.freeBytes)} />
          <Line ok={health.problem?.code !== "host-full"} name={text.hostFree} value={bytes(store.hostFreeBytes)} />
          {store.driver === "copy" && <p className="pt-1.5 pl-[30px] text-small text-ink-2">{text.copyNote}</p>}
        </Section>
      )}
      {router !== null && (
        <Section title={text.sections.addresses}>
          <Line
            ok={router.port === router.wanted}
            name={text.router}
            value={text.routerAt(router.port)}
            more={router.port === router.wanted ? "" : text.routerWanted(router.wanted)}
          />
        </Section>
      )}
      <Section title={text.sections.app}>
        <Line ok name={text.version} value={app.version} more={text.host[app.host]} />
        <Line ok name={text.dataFolder} value={<span className="font-code text-small">{app.dataFolder}</span>} />
        {app.instance !== null && (
          <Line ok name={text.instance} value={<span className="font-code text-small">{app.instance}</span>} />
        )}
      </Section>
      <Adoption adoptable={health.adoptable} />
      <Section title={text.sections.remove}>
        <RemoveEverything />
      </Section>
    </>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h2 className="border-b border-line pt-5 pb-1.5 text-small font-strong text-ink-3">{title}</h2>
      {children}
    </section>
  );
}

interface LineProps {
  readonly ok: boolean;
  readonly name: string;
  readonly value: ReactNode;
  readonly more?: string;
}

function Line({ ok, name, value, more = "" }: LineProps) {
  return (
    <div className="grid min-h-10 grid-cols-[18px_120px_minmax(0,1fr)] items-center gap-3 border-b border-line py-[9px] wide:grid-cols-[18px_190px_minmax(0,1fr)]">
      {ok ? <CircleCheck size={16} className="text-good" /> : <TriangleAlert size={16} className="text-warn" />}
      <b>{name}</b>
      <span className="min-w-0 break-words text-ink-2 tabular-nums">
        {value} <small className="text-small text-ink-3">{more}</small>
      </span>
    </div>
  );
}
