// Sends a long form to the server every 20 seconds while it changes, as a draft. Nothing is kept in the browser.

const EVERY = 20_000;
const OURS = "X-Draft-Of"; // only answers about drafts carry it, not the page of an error
const FINAL = [409, 410]; // saving again by itself would say the same
const NEVER = '[type="password"], [type="file"], [autocomplete="one-time-code"]';

const start = (place) => {
  const [form, said] = [place.closest("form"), place.querySelector("[data-draft-said]")];
  const continues = form.elements.namedItem("draft_of");
  let [changed, stopped, sending] = [Boolean(document.querySelector(".govuk-error-summary")), false, new AbortController()];

  const contents = () => {
    const data = new FormData(form);
    for (const field of form.querySelectorAll(NEVER)) data.delete(field.name);
    data.set("draft", "save");
    return new URLSearchParams(data);
  };
  const save = async (how = "1", keepalive = false) => { // "leaving" is not told to wait
    if (stopped) return false;
    let kept = (changed = false);
    try {
      const answer = await fetch(form.action, { method: "POST", body: contents(), headers: { "X-Draft": how }, keepalive, signal: sending.signal });
      if (answer.redirected) throw new Error("signed out");
      if (!answer.headers.has(OURS)) throw new Error("not kept");
      kept = answer.ok;
      stopped ||= FINAL.includes(answer.status);
      if (answer.status === 429) setTimeout(() => changed && save(), 3_500); // too soon after the last saving
      continues.value = answer.headers.get(OURS);
      said.textContent = await answer.text();
    } catch (error) {
      said.textContent = error.message === "signed out" ? place.dataset.draftSignedOut : place.dataset.draftFailed;
    }
    form.toggleAttribute("data-draft-unkept", !kept && !sending.signal.aborted); // see draft-unkept.js
    changed ||= !kept;
    return kept;
  };
  form.addEventListener("input", () => { changed = true; });
  place.querySelector("button")?.addEventListener("click", (event) => { event.preventDefault(); stopped = false; save(); });
  form.addEventListener("submit", ({ submitter }) => {
    if ("downloads" in form.dataset && submitter?.name !== "draft") return; // the page stays
    stopped = true;
    sending.abort();
  });
  addEventListener("pageshow", () => { stopped = false; sending = new AbortController(); });
  // Another form of the page, such as the language or signing out, waits until the draft is kept.
  document.addEventListener("submit", async (event) => {
    if (event.target === form || !changed) return;
    event.preventDefault();
    const kept = await save("leaving");
    delete event.target.dataset.sending; // see submit-once.js
    if (!kept && !confirm(place.dataset.draftLeave)) return;
    changed = false;
    event.target.requestSubmit(event.submitter);
  });
  document.addEventListener("visibilitychange", () => document.hidden && changed && save("leaving", true)); // any other way of leaving
  setInterval(() => changed && save(), EVERY);
};

for (const place of document.querySelectorAll("[data-draft]")) start(place);
