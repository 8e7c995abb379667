// A second tap on a slow network must not send a form twice. The button stays enabled, so that its
// name and value are sent; a form that may be sent often says data-submit-many.

const WAIT = 20_000; // Milliseconds; a lost connection must not lock the form for ever.

const release = (form) => {
  delete form.dataset.sending;
  form.removeAttribute("aria-busy");
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || "submitMany" in form.dataset) return;
  if ("sending" in form.dataset) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.dataset.sending = "";
  form.setAttribute("aria-busy", "true");
  setTimeout(release, WAIT, form);
}, { capture: true });

// htmx has its answer; or the page comes back from the browser's memory.
document.addEventListener("htmx:afterRequest", (event) => release(event.target.closest("form") ?? event.target));
addEventListener("pageshow", () => document.querySelectorAll("form[data-sending]").forEach(release));
