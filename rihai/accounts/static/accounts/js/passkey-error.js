// Says on the page that a passkey did not work: the library only writes it to the console.
document.addEventListener("allauth.error", (event) => {
  const words = document.getElementById("passkey-error");
  if (!words) return;
  event.preventDefault();
  words.hidden = false;
  words.scrollIntoView({ block: "nearest" });
});
