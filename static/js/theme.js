// Ground and text size: applied at once, remembered by the server's cookie. A language needs a new page.
(function () {
  "use strict";

  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (!form.matches("[data-looks]") || !event.submitter || event.submitter.name === "language") return;
    event.preventDefault();
    apply(event.submitter.name, event.submitter.value);
    remember(form, event.submitter);
  });

  function apply(name, value) {
    const root = document.documentElement;
    const attribute = name === "theme" ? "data-theme" : "data-text";
    const isDefault = value === "system" || value === "vua";
    if (isDefault) root.removeAttribute(attribute);
    else root.setAttribute(attribute, value);
    document.querySelectorAll(`[data-looks] button[name="${name}"]`).forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.value === value));
    });
  }

  // Without a network the choice holds for this page only; that is harmless.
  function remember(form, button) {
    const body = new FormData(form);
    body.set(button.name, button.value);
    fetch(form.action, { method: "POST", body: body, redirect: "manual" }).catch(function () {});
  }
})();
