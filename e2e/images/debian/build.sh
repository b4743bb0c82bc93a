#!/bin/bash
# Usage: build.sh <tar file> <mirror> <security mirror> [proxy]
# A small Debian 12 as one tar file, as close to debian:bookworm-slim as debootstrap gets. Needs root.
set -euo pipefail
target=$1 mirror=$2 security=$3 proxy=${4:-}
here=$(cd "$(dirname "$0")" && pwd)
root=$(mktemp -d "${TMPDIR:-/tmp}/tidemark-debian.XXXXXX")
trap 'rm -rf --one-file-system "$root"' EXIT

if [ -n "$proxy" ]; then export http_proxy=$proxy; fi
debootstrap --variant=minbase --include=ca-certificates bookworm "$root" "$mirror"

cp "$here/dpkg-slim.cfg" "$root/etc/dpkg/dpkg.cfg.d/docker"
cp "$here/apt-container.conf" "$root/etc/apt/apt.conf.d/docker"
if [ -n "$proxy" ]; then echo "Acquire::http::Proxy \"$proxy\";" > "$root/etc/apt/apt.conf.d/proxy"; fi
rm -f "$root/etc/apt/sources.list"
sed -e "s|@mirror@|$mirror|" -e "s|@security@|$security|" "$here/debian.sources" > "$root/etc/apt/sources.list.d/debian.sources"
# Services are not to start while packages are being installed.
printf '#!/bin/sh\nexit 101\n' > "$root/usr/sbin/policy-rc.d"
chmod +x "$root/usr/sbin/policy-rc.d"
# The host's resolver and name are not part of an image.
rm -f "$root/etc/resolv.conf" "$root/etc/hostname"
rm -rf "$root"/usr/share/{doc,man,info,locale}/* "$root"/var/cache/apt/* "$root"/var/lib/apt/lists/* "$root"/var/log/*.log "$root"/var/log/apt

tar -C "$root" --numeric-owner --one-file-system -cf "$target" .
