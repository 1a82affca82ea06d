// Unsaved work survives: <form data-draft="name"> is kept on this machine per person and
// form, offered back with a notice, and forgotten once the server has received it.
(function () {
  "use strict";
  const WAIT_MS = 400;
  const KEEP_DAYS = 14;
  const SENT = "behoc:sent";

  document.addEventListener("DOMContentLoaded", function () {
    forgetReceived();
    restoreIn(document);
  });
  document.addEventListener("htmx:load", function (event) {
    restoreIn(event.detail.elt);
  });
  document.addEventListener("input", function (event) {
    const form = event.target.form;
    if (!form || !form.dataset.draft) return;
    window.clearTimeout(form.draftTimer);
    form.draftTimer = window.setTimeout(function () {
      save(form);
    }, WAIT_MS);
  });
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (!form.dataset.draft || event.defaultPrevented) return;
    save(form);
    if (!form.hasAttribute("hx-post")) sessionStorage.setItem(SENT, keyOf(form));
  });
  document.addEventListener("htmx:afterRequest", function (event) {
    const form = event.detail.elt;
    if (form.dataset.draft && event.detail.successful) forget(keyOf(form));
  });

  function keyOf(form) {
    return `behoc:draft:${document.body.dataset.actor}:${form.dataset.draft}`;
  }

  function fieldsOf(form) {
    return Array.from(form.elements).filter(function (field) {
      const kept = !["hidden", "password", "file", "submit", "button"].includes(field.type);
      return kept && field.name && field.tagName !== "FIELDSET";
    });
  }

  function valuesOf(form) {
    return fieldsOf(form).map(function (field) {
      return [field.name, field.value, Boolean(field.checked)];
    });
  }

  function save(form) {
    window.clearTimeout(form.draftTimer);
    const draft = { at: Date.now(), values: valuesOf(form) };
    try {
      localStorage.setItem(keyOf(form), JSON.stringify(draft));
    } catch {
      // A full or forbidden store only means no safety net.
    }
  }

  function forget(key) {
    localStorage.removeItem(key);
  }

  // A page without the form, or with it free of errors, is the server's receipt;
  // a sign-in page or an error page is not.
  function forgetReceived() {
    const key = sessionStorage.getItem(SENT);
    if (!key) return;
    sessionStorage.removeItem(SENT);
    const { actor, page } = document.body.dataset;
    if (!actor || page === "error") return;
    const again = Array.from(document.querySelectorAll("form[data-draft]")).find(function (form) {
      return keyOf(form) === key;
    });
    const wasRefused = again && again.querySelector("[data-bad], [role=alert]");
    if (!wasRefused) forget(key);
  }

  function restoreIn(part) {
    const forms = part.matches && part.matches("form[data-draft]") ? [part] : [];
    forms.push(...part.querySelectorAll("form[data-draft]"));
    forms.forEach(restore);
  }

  function restore(form) {
    const draft = read(keyOf(form));
    if (!draft || form.querySelector("[data-bad]")) return;
    const before = JSON.stringify(valuesOf(form));
    put(form, draft.values);
    if (before === JSON.stringify(valuesOf(form))) return forget(keyOf(form));
    tell(form);
  }

  function read(key) {
    try {
      const draft = JSON.parse(localStorage.getItem(key));
      const isOld = draft && Date.now() - draft.at > KEEP_DAYS * 86400000;
      if (isOld) forget(key);
      return isOld ? null : draft;
    } catch {
      return null;
    }
  }

  function put(form, values) {
    const left = values.slice();
    fieldsOf(form).forEach(function (field) {
      const isChoice = field.type === "radio" || field.type === "checkbox";
      const at = left.findIndex(function (value) {
        return value[0] === field.name && (!isChoice || value[1] === field.value);
      });
      if (at < 0) return;
      const [value] = left.splice(at, 1);
      if (isChoice) field.checked = value[2];
      else field.value = value[1];
    });
  }

  function tell(form) {
    const template = document.getElementById("nhap-tu-may");
    if (!template || form.querySelector(".draft-notice")) return;
    const notice = template.content.firstElementChild.cloneNode(true);
    notice.querySelector("button").addEventListener("click", function () {
      forget(keyOf(form));
      form.reset();
      notice.remove();
    });
    form.prepend(notice);
    const fold = form.closest("details");
    if (fold) fold.open = true;
  }
})();
