// Writes manifest.json: for each vendored file where it comes from and its SHA-384,
// so that a test notices a file that was changed by hand.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const GOVUK = "govuk-frontend";
const MOJ = "@ministryofjustice/frontend";
const DEVANAGARI = "@fontsource-variable/noto-sans-devanagari";
const BENGALI = "@fontsource-variable/noto-sans-bengali";
const LICENCES = {
  [GOVUK]: "licences/govuk-frontend.txt",
  [MOJ]: "licences/ministryofjustice-frontend.txt",
  [DEVANAGARI]: "licences/noto-sans-devanagari.txt",
  [BENGALI]: "licences/noto-sans-bengali.txt",
};
const FILES = {
  "frontend/frontend.css": [GOVUK, MOJ],
  "frontend/components.js": [GOVUK],
  "fonts/noto-sans-devanagari.woff2": [DEVANAGARI],
  "fonts/noto-sans-bengali.woff2": [BENGALI],
};

const folder = process.argv[2];
const css = readFileSync(join(folder, "frontend/frontend.css"), "utf8");
for (const icon of new Set(css.match(/images\/[a-z-]+\.svg/g))) FILES[`frontend/${icon}`] = [MOJ];

const describe = (name) => {
  const { version, license } = JSON.parse(readFileSync(join("node_modules", name, "package.json"), "utf8"));
  return { package: name, version, licence: license, licence_file: LICENCES[name] };
};
const entry = ([file, packages]) => ({
  file,
  sha384: createHash("sha384").update(readFileSync(join(folder, file))).digest("base64"),
  from: packages.map(describe),
});
const manifest = { files: Object.entries(FILES).sort().map(entry) };
writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");
