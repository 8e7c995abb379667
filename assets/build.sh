#!/bin/sh
# Rebuilds rihai/web/static/vendor/ from the pinned packages in package.json.
# For maintainers only: the result is committed, nobody else needs Node.
set -eu
cd "$(dirname "$0")"
out=../rihai/web/static/vendor

npm install --ignore-scripts --no-package-lock --no-audit --no-fund --loglevel=error

rm -rf "$out"
mkdir -p "$out/frontend/images" "$out/fonts" "$out/licences"

# No character-set mark at the start: the browser takes UTF-8 from the page.
node_modules/.bin/sass --no-source-map --no-charset --quiet-deps --quiet --style=compressed --load-path=. \
  theme.scss "$out/frontend/frontend.css"
node_modules/.bin/esbuild components.mjs --bundle --minify --format=esm --legal-comments=none \
  --log-level=warning --outfile="$out/frontend/components.js"

# Only the icons the stylesheet asks for.
grep -o 'images/[a-z-]*\.svg' "$out/frontend/frontend.css" | sort -u | while read -r icon; do
  cp "node_modules/@ministryofjustice/frontend/moj/assets/$icon" "$out/frontend/$icon"
done

# The Latin parts of these fonts are left out: the system font writes Latin.
for script in devanagari bengali; do
  from=node_modules/@fontsource-variable/noto-sans-$script
  cp "$from/files/noto-sans-$script-$script-wght-normal.woff2" "$out/fonts/noto-sans-$script.woff2"
  cp "$from/LICENSE" "$out/licences/noto-sans-$script.txt"
done
cp licences/*.txt "$out/licences/"
chmod -R u=rwX,go=rX "$out"

node manifest.mjs "$out"
