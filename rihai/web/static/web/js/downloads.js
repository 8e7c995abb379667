// A form whose answer is a file leaves its page standing: what was wrong the last time must not stay on it.

const ERRORS = ".govuk-error-summary, .govuk-error-message";

document.addEventListener("submit", (event) => {
  if (!("downloads" in event.target.dataset) || event.submitter?.name === "draft") return;
  if (document.querySelector(ERRORS)) document.title = document.title.replace(/^[^:]+: /u, "");
  for (const one of document.querySelectorAll(ERRORS)) one.remove();
  for (const one of event.target.querySelectorAll(".govuk-form-group--error")) one.classList.remove("govuk-form-group--error");
});
