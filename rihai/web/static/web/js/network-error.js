// Says so when htmx could not reach the server or the server failed; nothing fails in silence.

const show = () => {
  const place = document.querySelector(".rihai-messages");
  const template = document.getElementById("network-error");
  if (!place || !template) return;
  const shown = place.querySelector("[data-network-error]");
  const alert = shown ?? template.content.firstElementChild.cloneNode(true);
  if (!shown) {
    alert.dataset.networkError = "";
    alert.tabIndex = -1;
    place.append(alert);
  }
  alert.focus(); // Also when it failed again: a tap without any answer would look like a success.
};

const hide = () => document.querySelector("[data-network-error]")?.remove();

for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) document.addEventListener(name, show);
document.addEventListener("htmx:afterOnLoad", (event) => event.detail.successful && hide());
