import { authority, type Origin } from "./origin";
import { requestBytes } from "./php-settings";

export const documentRoot = "/site/html";
/** For the https hop; laid in only where the canonical address is https. */
export const insideFiles = {
  certificate: "/tidemark/inside/certificate.pem",
  key: "/tidemark/inside/key.pem",
} as const;

/**
 * Apache's one site. It holds what all branches of a site share; a branch's own address is in `/.htaccess` of the container.
 * Apache listens on the router's port, too: a site that calls itself is sent to loopback with that port.
 *
 * A site born elsewhere is asked by one hop inside the container, over https if its address is: redirects that its own
 * `.htaccess` makes to its old address can only be changed from outside of what makes them (mod_headers sees none of Apache's own
 * redirects), and a rule that sends everything to https would do so for ever: `%{HTTPS}` can't be set in any other way.
 */
export function apacheSite(canonical: Origin, routerPort: number, guard: string): string {
  const ports = routerPort === 80 ? [80] : [80, routerPort];
  const outside = ports.map((port) => `*:${port}`).join(" ");
  const hop = bornElsewhere(canonical);
  const secure = canonical.scheme === "https";
  const inside = `127.0.0.1:${secure ? hopPorts.https : hopPorts.http}`;
  const modules = ["headers", "substitute", "filter", "alias", "dir", "rewrite", "mime", "setenvif"];
  if (hop) modules.push("proxy", "proxy_http");
  if (secure) modules.push("ssl");
  return `${[
    ...modules.flatMap((name) =>
      section(`IfModule !${name}_module`, [`LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`]),
    ),
    "ServerName localhost",
    ...(secure ? ["LogLevel warn ssl:error"] : []),
    ...(routerPort === 80 ? [] : [`Listen ${routerPort}`]),
    ...(hop ? [`Listen ${inside}`, ...section(`VirtualHost ${outside}`, hopFrom(canonical, inside))] : []),
    ...section(`VirtualHost ${hop ? inside : outside}`, [
      ...(secure ? secured : []),
      ...(hop ? ["AllowEncodedSlashes NoDecode"] : []),
      ...virtualHost(canonical, guard),
    ]),
  ].join("\n")}\n`;
}

/** True for an address that no site made by Tidemark is born with. */
function bornElsewhere(canonical: Origin): boolean {
  return canonical.scheme === "https" || !canonical.host.endsWith(".localhost") || canonical.port !== "";
}

const hopPorts = { http: 8, https: 443 } as const;
/** Apache's own variable; the image links what it names to the container's outputs. */
const logFolder = "${APACHE_LOG_DIR}";

/** The address of the answer is the one of the question: it needs no setting, and holds when the branch gets another name. */
function hopFrom(canonical: Origin, inside: string): readonly string[] {
  const host = canonical.host.replace(/^www\./, "").replaceAll(".", String.raw`\.`);
  const port = canonical.port === "" ? "" : `:${canonical.port}`;
  const here = "http://%{TIDEMARK_HOST}e";
  const forVisitors = "-z %{req_novary:Tidemark-Inside}";
  const toSelf = "%{resp:Location} =~ m#^https://([^/?]+)# && $1 == %{HTTP_HOST}";
  return ["SSLProxyEngine On", "SSLProxyVerify none", "SSLProxyCheckPeerName Off", "SSLProxyCheckPeerExpire Off"]
    .filter(() => canonical.scheme === "https")
    .concat(
      "ProxyPreserveHost On",
      "ProxyRequests Off",
      "ProxyTimeout 600",
      "AllowEncodedSlashes NoDecode",
      "CustomLog /dev/null common",
      `LimitRequestBody ${requestBytes}`,
      "RequestHeader unset Accept-Encoding early",
      'SetEnvIf Host "^(.+)$" TIDEMARK_HOST=$1',
      `Header edit Location "(?i)^(?:https?:)?//(?:www\\.)?${host}${port}(?=[/?#]|$)" "${here}" "expr=${forVisitors}"`,
      `Header edit Location "(?i)^https:" "http:" "expr=${forVisitors} && ${toSelf}"`,
      `ProxyPass / ${canonical.scheme}://${inside}/ nocanon`,
    );
}

const secured = [
  "SSLEngine On",
  `SSLCertificateFile ${insideFiles.certificate}`,
  `SSLCertificateKeyFile ${insideFiles.key}`,
];

function virtualHost(canonical: Origin, guard: string): readonly string[] {
  return [
    `ServerName ${canonical.host}`,
    `DocumentRoot ${documentRoot}`,
    "UseCanonicalName Off",
    `LimitRequestBody ${requestBytes}`,
    `ErrorLog ${logFolder}/error.log`,
    `CustomLog ${logFolder}/access.log combined`,
    // Before .htaccess and PHP look: the site is asked at the address it was born with, and nothing is compressed.
    `RequestHeader set Host "${authority(canonical)}" early`,
    `RequestHeader set X-Forwarded-Proto "${canonical.scheme}" early`,
    "RequestHeader unset Accept-Encoding early",
    ...folderBelowHost(canonical),
    "DirectoryIndex index.php index.html",
    ...section(String.raw`FilesMatch "\.php$"`, ["SetHandler application/x-httpd-php"]),
    ...["php_module", "php7_module"].flatMap((name) =>
      section(`IfModule ${name}`, [`php_admin_value auto_prepend_file ${guard}`]),
    ),
    ...section("Directory /", ["AllowOverride FileInfo"]),
    ...section("Directory /site", ["AllowOverride None"]),
    ...section(`Directory ${documentRoot}`, ["Options FollowSymLinks", "AllowOverride All", "Require all granted"]),
    // .git, .env, .htpasswd, .user.ini; not the folder certificates and app links are proven with.
    ...section(String.raw`LocationMatch "/\.(?!well-known(?:/|$))"`, ["Require all denied"]),
    ...textFilter,
  ];
}

/** A site born in a folder below its host keeps that folder in its addresses. */
function folderBelowHost(canonical: Origin): readonly string[] {
  if (canonical.path === "") return [];
  return [`Alias "${canonical.path}" "${documentRoot}"`, `RedirectMatch 302 "^/$" "${canonical.path}/"`];
}

/** Text that is shown passes through the rules of `/.htaccess`; downloads and the site's requests to itself don't. */
const textFilter = [
  "FilterDeclare TIDEMARK CONTENT_SET",
  `FilterProvider TIDEMARK SUBSTITUTE ${[
    String.raw`"%{CONTENT_TYPE} =~ m#^(?:text/|application/(?:json|javascript|x-javascript|xml|[\w.-]+\+(?:json|xml))|image/svg\+xml)#i`,
    "&& -z %{req_novary:Tidemark-Inside}",
    `&& ! (resp('Content-Disposition') =~ /^\\s*attachment/i)"`,
  ].join(" ")}`,
  "FilterChain TIDEMARK",
];

function section(head: string, lines: readonly string[]): readonly string[] {
  return [`<${head}>`, ...lines.map((line) => `  ${line}`), `</${head.split(" ")[0]}>`];
}
