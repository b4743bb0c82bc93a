import { ChevronRight, Settings as Gear, HeartPulse, Monitor, Moon, Sun } from "lucide-react";
import { Fragment, type ReactNode, useEffect } from "react";
import { siteIdOf } from "../actions/place";
import { useHealth } from "../api/queries";
import { ProblemNotice } from "../health/problem-notice";
import { OperationsPopover } from "../operations/operations-popover";
import { JumpField } from "../palette/jump-field";
import { useSetting } from "../settings/use-setting";
import { iconButtonClass } from "../ui/button";
import { classNames } from "../ui/class-names";
import { lazily } from "../ui/lazily";
import { Menu } from "../ui/menu";
import { BrandMark } from "../ui/own-icons";
import { UpdateChip } from "../updates/update-chip";
import { words } from "../words";
import { addressOf, type Route, useRoute } from "./router";
import { type ThemeChoice, useTheme } from "./theme";

export interface Crumb {
  readonly text: string;
  readonly to: Route | null;
}

/** Brings the search along, which the first page can do without; its place is kept. */
export const SiteSwitcher = lazily(
  async () => (await import("../palette/site-switcher")).SiteSwitcher,
  <span className={classNames(iconButtonClass("small"), "-ml-1.5")} />,
);

interface FrameProps {
  readonly crumbs: readonly Crumb[];
  readonly children: ReactNode;
}

/** The bar and the page below it. The title of the window says where one is. */
export function Frame({ crumbs, children }: FrameProps) {
  const here = crumbs.at(-1)?.text;
  const siteId = siteIdOf(useRoute());
  useEffect(() => {
    document.title = here === undefined ? words.app.name : `${here} · ${words.app.name}`;
  }, [here]);
  return (
    <div className="grid h-full grid-cols-1 grid-rows-[auto_auto_minmax(0,1fr)]">
      <header className="flex h-11 items-center gap-0.5 border-b border-line bg-bg pr-3 pl-3.5">
        <SkipLink />
        <span className="mr-2 grid size-7 place-items-center text-accent">
          <BrandMark size={21} />
        </span>
        <nav aria-label={words.app.where} className="flex min-w-0 items-center">
          <CrumbLink text={words.app.sites} to={{ kind: "sites" }} here={crumbs.length === 0} />
          {crumbs.map((crumb, index) => (
            <Fragment key={crumb.text}>
              <ChevronRight size={14} className="shrink-0 text-line-control" aria-hidden="true" />
              <CrumbLink {...crumb} here={index === crumbs.length - 1} />
              {index === 0 && siteId !== null && <SiteSwitcher siteId={siteId} title={crumb.text} />}
            </Fragment>
          ))}
        </nav>
        <span className="min-w-3 flex-1" />
        <UpdateChip />
        <JumpField />
        <OperationsPopover />
        <ThemeMenu />
        <HealthLink />
        <SettingsLink />
      </header>
      <ProblemNotice />
      <main id="main" tabIndex={-1} className="min-h-0 overflow-auto outline-none">
        {children}
      </main>
    </div>
  );
}

/** The first stop of the Tab key: past the bar. The address stays, because its fragment is the page. */
function SkipLink() {
  return (
    <a
      href="#main"
      onClick={(event) => {
        event.preventDefault();
        document.getElementById("main")?.focus();
      }}
      className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-14 focus:z-50 focus:rounded-2 focus:bg-raised focus:px-3 focus:py-1 focus:shadow-float"
    >
      {words.app.skip}
    </a>
  );
}

function CrumbLink({ text, to, here }: Crumb & { readonly here: boolean }) {
  const look = classNames("inline-flex h-7 min-w-0 items-center rounded-2 px-2", here ? "font-strong" : "text-ink-2");
  const label = (
    <span dir="auto" className="truncate">
      {text}
    </span>
  );
  if (here || to === null)
    return (
      <span aria-current={here ? "page" : undefined} className={look}>
        {label}
      </span>
    );
  return (
    <a href={addressOf(to)} className={classNames(look, "shrink hover:bg-hover")}>
      {label}
    </a>
  );
}

function HealthLink() {
  const trouble = useHealth().data?.problem != null;
  const here = useRoute().kind === "health";
  const label = trouble ? words.app.healthTrouble : words.app.health;
  return (
    <a
      href={addressOf({ kind: "health" })}
      aria-label={label}
      aria-current={here ? "page" : undefined}
      title={label}
      className={classNames(iconButtonClass(), "relative", here && "bg-hover text-ink")}
    >
      <HeartPulse size={16} />
      {trouble && <span className="absolute top-1 right-1 size-[7px] rotate-45 rounded-[1px] bg-warn" />}
    </a>
  );
}

function SettingsLink() {
  const here = useRoute().kind === "settings";
  return (
    <a
      href={addressOf({ kind: "settings" })}
      aria-label={words.settings.title}
      aria-current={here ? "page" : undefined}
      title={words.settings.title}
      className={classNames(iconButtonClass(), here && "bg-hover text-ink")}
    >
      <Gear size={16} />
    </a>
  );
}

const themeIcons = { system: Monitor, light: Sun, dark: Moon };

function ThemeMenu() {
  const { choice, theme } = useTheme();
  const setting = useSetting("theme");
  const Icon = theme === "dark" ? Moon : Sun;
  const choices: readonly ThemeChoice[] = ["system", "light", "dark"];
  return (
    <Menu
      label={words.app.theme}
      trigger={<Icon size={16} />}
      entries={choices.map((one) => ({
        kind: "item",
        label: words.app.themes[one],
        icon: themeIcons[one],
        ...(one === choice ? { note: "✓" } : {}),
        onSelect: () => setting.set(one),
      }))}
    />
  );
}
