#!/bin/bash
# Usage: restore.sh <Debian's WordPress> <new core>
set -euo pipefail
from=$1 core=$2

mkdir -p "$core"
# Themes and plugins are linked into /var/lib/wordpress; following every link gives one plain tree.
cp -rL --preserve=mode,timestamps "$from"/. "$core"/
rm -rf "$core"/wp-config.php "$core"/wp-content/languages "$core"/wp-content/uploads "$core"/wp-content/upgrade
if [ -d /var/lib/wordpress/wp-content ]; then cp -rLn --preserve=mode,timestamps /var/lib/wordpress/wp-content/. "$core"/wp-content/; fi
rm -rf "$core"/wp-content/languages "$core"/wp-content/uploads "$core"/wp-content/blogs.dir
# Debian's installer sets an upload folder from a configuration file that is not used here.
sed -i -e '/Setup upload directories for Debian/d' -e '/\$upload_\(url_\)\?path.*option_name/d' "$core"/wp-admin/install.php

test -z "$(find "$core" -type l -print -quit)"
for file in index.php wp-load.php wp-settings.php wp-includes/version.php wp-includes/js/jquery/jquery.min.js wp-content/themes/twentytwentythree/style.css; do
    test -s "$core/$file" || { echo "missing in Debian's WordPress: $file" >&2; exit 1; }
done

cat > "$core"/.htaccess <<'H'
# BEGIN WordPress

RewriteEngine On
RewriteRule .* - [E=HTTP_AUTHORIZATION:%{HTTP:Authorization}]
RewriteBase /
RewriteRule ^index\.php$ - [L]
RewriteCond %{REQUEST_FILENAME} !-f
RewriteCond %{REQUEST_FILENAME} !-d
RewriteRule . /index.php [L]

# END WordPress
H
