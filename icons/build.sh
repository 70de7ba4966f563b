#!/bin/sh
# Renders the pictures beside this file from their SVG sources (`make icons`). The results are committed: building
# Sandbar needs neither this script nor the network.
#
# Tauri's own command line renders SVG and writes .icns.
set -eu
cd "$(dirname "$0")"

scratch=$(mktemp -d)
trap 'rm -r "$scratch"' EXIT
tauri() { npx --yes @tauri-apps/cli@2 "$@"; }

# The app: what the bundles ask for, by the names that tauri.conf.json lists.
tauri icon app.svg --output "$scratch"
for size in 32x32 128x128 128x128@2x; do
    cp "$scratch/$size.png" "app-$size.png"
done
cp "$scratch/icon.png" app-512x512.png
cp "$scratch/icon.icns" app.icns

# The menu bar: 18 points high, which is 36 pixels on a Retina display.
for level in good attention problem; do
    tauri icon "tray-$level.svg" --png 36 --output "$scratch/$level"
    cp "$scratch/$level/36x36.png" "tray-$level.png"
done
