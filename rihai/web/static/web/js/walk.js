// Hides the margin of the walk without opening the page anew: what is half typed in a form stays.

for (const form of document.querySelectorAll("form[data-walk-hide]")) {
  const margin = form.closest(".rihai-walk");
  if (!margin) continue;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const sent = { method: "POST", body: new FormData(form, event.submitter), headers: { "X-Walk": "stay" } };
    const answer = await fetch(form.action, sent).catch(() => null);
    if (answer?.ok) return margin.remove();
    delete form.dataset.sending; // It can be tried again at once.
    document.dispatchEvent(new Event("htmx:sendError")); // network-error.js says so.
  });
}
