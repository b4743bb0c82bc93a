import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

const tones = {
  info: { box: "bg-accent-wash", icon: "text-accent", Icon: Info },
  warn: { box: "bg-warn-wash", icon: "text-warn", Icon: TriangleAlert },
  bad: { box: "bg-bad-wash", icon: "text-bad", Icon: CircleAlert },
};

interface NoticeProps {
  readonly tone: keyof typeof tones;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  readonly className?: string;
  /** Said at once by a screen reader; for what just went wrong. */
  readonly urgent?: boolean;
}

export function Notice({ tone, children, actions, className, urgent = false }: NoticeProps) {
  const { box, icon, Icon } = tones[tone];
  return (
    <div
      role={urgent ? "alert" : undefined}
      className={classNames(
        "flex items-center gap-2.5 rounded-2 py-2 pr-2.5 pl-3 text-small leading-[18px]",
        box,
        className,
      )}
    >
      <Icon size={15} className={icon} />
      <div className="min-w-0 flex-1">{children}</div>
      {actions}
    </div>
  );
}
