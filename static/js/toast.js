// Results of an act. Good news leaves by itself; a failure stays until it is closed.
(function () {
  "use strict";
  const STAY_MS = 8000;

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("[data-becomes-toast]").forEach(function (notice) {
      show({ text: notice.textContent.trim() });
      notice.remove();
    });
  });
  document.addEventListener("toast", function (event) {
    show(event.detail);
  });
  document.addEventListener("htmx:sendError", function () {
    show({ text: box().dataset.offline, tone: "late" });
  });
  document.addEventListener("htmx:responseError", function (event) {
    show({ text: sentenceOf(event.detail.xhr) || box().dataset.failed, tone: "late" });
  });

  function box() {
    return document.getElementById("thong-bao");
  }

  // Refusals come as the fragment errors/part.html with one sentence for the person.
  function sentenceOf(request) {
    const answer = new DOMParser().parseFromString(request.responseText || "", "text/html");
    const sentence = answer.querySelector("[data-error-sentence]");
    return sentence ? sentence.textContent.trim() : "";
  }

  function show(message) {
    if (!message || !message.text || isSaid(message.text)) return;
    const toast = document.createElement("div");
    toast.className = "toast";
    toast.dataset.tone = message.tone || "done";
    toast.append(icon(message.tone === "late" ? "alert" : "done"), words(message.text));
    if (message.undo_url) toast.append(link(message));
    toast.append(closer(toast));
    box().append(toast);
    if (message.tone !== "late") leaveLater(toast);
  }

  // A receipt that came twice is said once.
  function isSaid(text) {
    return Array.from(box().children).some((toast) => toast.textContent.trim() === text.trim());
  }

  function leaveLater(toast) {
    let timer = window.setTimeout(remove, STAY_MS);
    toast.addEventListener("pointerenter", function () {
      window.clearTimeout(timer);
    });
    toast.addEventListener("pointerleave", function () {
      timer = window.setTimeout(remove, STAY_MS);
    });
    function remove() {
      if (toast.contains(document.activeElement)) leaveLater(toast);
      else toast.remove();
    }
  }

  function words(text) {
    const span = document.createElement("span");
    span.textContent = text;
    return span;
  }

  function link(message) {
    const anchor = document.createElement("a");
    anchor.href = message.undo_url;
    anchor.textContent = message.undo_label;
    return anchor;
  }

  function closer(toast) {
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-label", box().dataset.close);
    button.append(icon("close"));
    button.addEventListener("click", function () {
      toast.remove();
    });
    return button;
  }

  function icon(name) {
    const space = "http://www.w3.org/2000/svg";
    const drawing = document.createElementNS(space, "svg");
    drawing.setAttribute("class", "i");
    drawing.setAttribute("aria-hidden", "true");
    const use = document.createElementNS(space, "use");
    use.setAttribute("href", `${box().dataset.icons}#${name}`);
    drawing.append(use);
    return drawing;
  }
})();
