// What cannot be kept as a draft is not left without a word, and nothing is typed beside a draft that waits for a choice.

const UNKEPT = "data-draft-unkept"; // on a form: draft.js could not keep what stands in it

for (const waits of document.querySelectorAll("[data-draft-waits]")) {
  const form = waits.closest("form");
  form.addEventListener("input", () => form.setAttribute(UNKEPT, ""));
  if (waits.dataset.draftWaits === "first") for (const one of form.children) one.inert = !one.contains(waits);
}

const unkept = () => document.querySelectorAll(`[${UNKEPT}]`);

addEventListener("beforeunload", (event) => { if (unkept().length) event.preventDefault(); });
// A form that is sent was asked about already, or is itself what was typed; one whose answer is a file stays.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || "downloads" in event.target.dataset && event.submitter?.name !== "draft") return;
  for (const form of unkept()) form.removeAttribute(UNKEPT);
});
