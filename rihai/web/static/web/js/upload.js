// Shows how much of an upload has been sent and lets it be stopped. Without this file the form is sent as any other.

const CREATED = 201;

// What was wrong stands on the page that came back; the files have to be chosen again, as without this script.
const show = (html) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  document.title = page.title;
  document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")));
  document.querySelector(".govuk-error-summary")?.focus();
  watch();
};

const send = (form, say, end) => {
  const request = new XMLHttpRequest();
  const bar = form.querySelector("progress");
  request.open("POST", form.action);
  request.setRequestHeader("X-Upload", "1");
  request.upload.onprogress = ({ loaded, total }) => {
    bar.value = Math.floor((100 * loaded) / total);
    say(form.dataset.sendingWords.replace("{0}", bar.value));
  };
  request.upload.onload = () => say(form.dataset.sealingWords);
  request.onload = () => {
    if (request.status === CREATED) location.assign(request.getResponseHeader("Location"));
    else if (request.responseURL !== form.action) location.reload(); // the session has ended: sign in first
    else show(request.responseText);
  };
  request.onerror = () => end(form.dataset.failedWords);
  request.onabort = () => end(form.dataset.stoppedWords);
  request.send(new FormData(form));
  return request;
};

const watch = () => {
  const form = document.querySelector("form[data-upload]");
  if (!form) return;
  const progress = form.querySelector("[data-upload-progress]");
  const status = form.querySelector("[data-upload-said]");
  const button = form.querySelector(".govuk-button-group [type=submit]");
  const say = (words) => { status.textContent = words; };
  const end = (words) => {
    progress.hidden = true;
    button.removeAttribute("aria-disabled");
    delete form.dataset.sending; // see submit-once.js
    form.removeAttribute("aria-busy");
    say(words);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    progress.hidden = false;
    button.setAttribute("aria-disabled", "true");
    const request = send(form, say, end);
    progress.querySelector("[data-upload-stop]").onclick = () => request.abort();
  });
};

watch();
