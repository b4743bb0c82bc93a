import { authority, type Origin } from "./origin";
import { requestBytes } from "./php-settings";

export const documentRoot = "/site/html";

/**
 * Apache's one site. It holds what all branches of a site share; a branch's own address is in `/.htaccess` of the container.
 * Apache listens on the router's port, too: a site that calls itself is sent to loopback with that port.
 */
export function apacheSite(canonical: Origin, routerPort: number, guard: string): string {
  const ports = routerPort === 80 ? [80] : [80, routerPort];
  const modules = ["headers", "substitute", "filter", "setenvif", "alias", "dir", "rewrite", "mime"];
  return `${[
    ...modules.map(
      (name) => `<IfModule !${name}_module>\n  LoadModule ${name}_module ${moduleFile(name)}\n</IfModule>`,
    ),
    "ServerName localhost",
    ...(routerPort === 80 ? [] : [`Listen ${routerPort}`]),
    `<VirtualHost ${ports.map((port) => `*:${port}`).join(" ")}>`,
    ...indent(virtualHost(canonical, guard)),
    "</VirtualHost>",
  ].join("\n")}\n`;
}

const moduleFile = (name: string) => `/usr/lib/apache2/modules/mod_${name}.so`;

function virtualHost(canonical: Origin, guard: string): readonly string[] {
  return [
    `ServerName ${canonical.host}`,
    `DocumentRoot ${documentRoot}`,
    "UseCanonicalName Off",
    `LimitRequestBody ${requestBytes}`,
    "ErrorLog ${APACHE_LOG_DIR}/error.log",
    "CustomLog ${APACHE_LOG_DIR}/access.log combined",
    // Before .htaccess and PHP look: the site is asked at the address it was born with, and nothing is compressed.
    `RequestHeader set Host "${authority(canonical)}" early`,
    "RequestHeader unset Accept-Encoding early",
    ...(canonical.scheme === "https" ? ['RequestHeader set X-Forwarded-Proto "https" early'] : []),
    ...folderBelowHost(canonical),
    "DirectoryIndex index.php index.html",
    String.raw`<FilesMatch "\.php$">`,
    "  SetHandler application/x-httpd-php",
    "</FilesMatch>",
    ...["php_module", "php7_module"].flatMap((name) => [
      `<IfModule ${name}>`,
      `  php_admin_value auto_prepend_file ${guard}`,
      "</IfModule>",
    ]),
    "<Directory />",
    "  AllowOverride FileInfo",
    "</Directory>",
    "<Directory /site>",
    "  AllowOverride None",
    "</Directory>",
    `<Directory ${documentRoot}>`,
    "  Options FollowSymLinks",
    "  AllowOverride All",
    "  Require all granted",
    "</Directory>",
    // .git, .env, .htpasswd, .user.ini; not the folder certificates and app links are proven with.
    String.raw`<LocationMatch "/\.(?!well-known(?:/|$))">`,
    "  Require all denied",
    "</LocationMatch>",
    ...textFilter,
  ];
}

/** A site born in a folder below its host keeps that folder in its addresses. */
function folderBelowHost(canonical: Origin): readonly string[] {
  if (canonical.path === "") return [];
  return [`Alias "${canonical.path}" "${documentRoot}"`, `RedirectMatch 302 "^/$" "${canonical.path}/"`];
}

const textFilter = [
  "FilterDeclare TIDEMARK CONTENT_SET",
  `FilterProvider TIDEMARK SUBSTITUTE ${[
    String.raw`"%{CONTENT_TYPE} =~ m#^(?:text/|application/(?:json|javascript|x-javascript|xml|[\w.-]+\+(?:json|xml))|image/svg\+xml)#i`,
    "&& -z %{req_novary:Tidemark-Inside}",
    `&& ! (resp('Content-Disposition') =~ /^\\s*attachment/i)"`,
  ].join(" ")}`,
  "FilterChain TIDEMARK",
];

const indent = (lines: readonly string[]) => lines.map((line) => `  ${line}`);
