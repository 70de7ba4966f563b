/** The page that shows all pictures at once, to be opened from the folder that they are in. */

/** Which pictures are shown, by what can be chosen of them. */
const FILTERS = ["language", "scheme", "tab"];

export function sheet(pictures) {
  const choices = FILTERS.map((filter) => {
    const values = [...new Set(pictures.map((picture) => picture[filter]))];
    const options = values.map((value) => `<label><input type="checkbox" name="${filter}" value="${value}" checked> ${value}</label>`);
    return `<fieldset><legend>${filter}</legend>${options.join(" ")}</fieldset>`;
  });
  const figures = [...pictures]
    .sort((a, b) => a.name.localeCompare(b.name))
    .map(({ file, name, language, scheme, tab }) => {
      const title = `${name} · ${language} · ${scheme}`;
      return `<figure data-language="${language}" data-scheme="${scheme}" data-tab="${tab}"><a href="${file}"><img src="${file}" alt="${title}" width="380" height="560" loading="lazy"></a><figcaption>${title}</figcaption></figure>`;
    });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Sandbar, every view</title>
<style>
  body { margin: 0 20px 20px; background: #8a8a8e; font: 13px system-ui, sans-serif; }
  form { position: sticky; top: 0; display: flex; flex-wrap: wrap; gap: 12px; padding: 10px 0; background: #8a8a8e; }
  fieldset { border: 1px solid #666; border-radius: 8px; }
  input[type="search"] { padding: 4px 10px; border: 0; border-radius: 8px; font: inherit; }
  main { display: grid; grid-template-columns: repeat(auto-fill, 380px); gap: 20px; }
  figure { margin: 0; }
  img { border-radius: 12px; box-shadow: 0 6px 24px #0005; }
  figcaption { padding-top: 4px; overflow-wrap: anywhere; }
</style>
<form><input type="search" name="words" placeholder="Find a view" aria-label="Find a view">${choices.join("")}</form>
<main>${figures.join("\n")}</main>
<script>
  const form = document.querySelector("form");
  form.onsubmit = () => false;
  form.oninput = () => {
    const chosen = new FormData(form);
    const words = chosen.get("words").toLowerCase();
    for (const figure of document.querySelectorAll("figure")) {
      const fits = ${JSON.stringify(FILTERS)}.every((filter) => chosen.getAll(filter).includes(figure.dataset[filter]));
      figure.hidden = !fits || !figure.textContent.toLowerCase().includes(words);
    }
  };
</script>
</html>
`;
}
