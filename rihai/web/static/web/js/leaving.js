// What was typed into one form is not lost without a question when another form of the page leads away: language, signing out.
// Forms that are kept while they are typed keep themselves (draft.js).

const typed = new Set();
const note = (form) => {
  if (form?.method === "post" && !form.querySelector("[data-draft]")) typed.add(form);
};

document.addEventListener("input", (event) => note(event.target.form));
// What came back with errors is saved nowhere either; a form that came back empty has lost nothing.
const isTyped = (field) => field.matches("textarea, input:not([type=hidden], [type=password], [type=radio], [type=checkbox])") && field.value;
for (const wrong of document.querySelectorAll(".govuk-form-group--error")) {
  const form = wrong.closest("form");
  if (form && [...form.elements].some(isTyped)) note(form);
}
document.addEventListener("submit", (event) => {
  typed.delete(event.target);
  if (event.defaultPrevented || !typed.size || event.target.matches("[hx-get], [hx-post]")) return;
  if (confirm(document.body.dataset.leave)) return;
  event.preventDefault();
  delete event.target.dataset.sending; // see submit-once.js
});
