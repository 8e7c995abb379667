// Hides what does not belong to the answer chosen: <section data-show-when="decision" data-show-for="accept refer">.
// Without this file everything is shown, each part under a heading that says when it counts.

const settle = (form) => {
  for (const part of form.querySelectorAll("[data-show-when]")) {
    const chosen = form.elements[part.dataset.showWhen]?.value;
    part.hidden = !part.dataset.showFor.split(" ").includes(chosen);
  }
};

for (const form of document.querySelectorAll("form")) {
  if (!form.querySelector("[data-show-when]")) continue;
  settle(form);
  form.addEventListener("change", () => settle(form));
}
// Coming back by the button of the browser, it fills in the answers after this file ran.
addEventListener("pageshow", () => document.querySelectorAll("form").forEach(settle));
