interface OwnIconProps {
  readonly size?: number | string;
  readonly className?: string;
}

function OwnIcon({ size = 16, className, path }: OwnIconProps & { readonly path: string }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className={className}
    >
      <path d={path} />
    </svg>
  );
}

/** Tide lines of different reach, all ending at the present. */
export function BrandMark(props: OwnIconProps) {
  return (
    <OwnIcon
      {...props}
      path="M18.5 3v18M18.5 7c-3.5 0-4.5-1-7-1M18.5 12c-6 0-9-1.5-15-1.500M18.5 17c-4.5 0-7-1.5-11-1.5"
    />
  );
}

/** A mark set on a line. */
export function TakeIcon(props: OwnIconProps) {
  return <OwnIcon {...props} path="M3 17h18M9 5v12M17 4v6M14 7h6" />;
}
