// Keys that work on every page, menus that close, and the drawer on a phone.
(function () {
  "use strict";

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") return closeAll();
    if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") focusSearch(event);
    if (event.key === "?") openKeys(event);
  });

  document.addEventListener("click", function (event) {
    document.querySelectorAll("details[data-menu][open]").forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
    if (event.target.closest("[data-keys-open]")) openKeys(event);
  });

  window.addEventListener("hashchange", followDrawer);
  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("[data-keys-open]").forEach(function (button) {
      button.hidden = false;
    });
    followDrawer();
  });

  function isTyping(target) {
    return Boolean(target.closest && target.closest("input, textarea, select, [contenteditable]"));
  }

  function focusSearch(event) {
    const field = document.querySelector("[data-key-search]");
    if (!field || field.offsetParent === null) return;
    event.preventDefault();
    field.focus();
    field.select();
  }

  function openKeys(event) {
    const dialog = document.getElementById("phim-tat");
    if (!dialog || !dialog.showModal || dialog.open) return;
    event.preventDefault();
    dialog.showModal();
  }

  function closeAll() {
    document.querySelectorAll("details[data-menu][open]").forEach(function (menu) {
      menu.open = false;
      const summary = menu.querySelector("summary");
      if (summary && menu.contains(document.activeElement)) summary.focus();
    });
    if (isDrawerOpen()) leaveDrawer();
  }

  function isDrawerOpen() {
    return location.hash === "#dieu-huong";
  }

  function leaveDrawer() {
    location.hash = "noi-dung";
    const opener = document.querySelector("[data-drawer-open]");
    if (opener) opener.focus();
  }

  // While the drawer covers the page, the page behind it must not take focus.
  function followDrawer() {
    const drawer = document.getElementById("dieu-huong");
    if (!drawer) return;
    const isDrawer = getComputedStyle(drawer).position === "fixed";
    const covers = isDrawer && isDrawerOpen();
    document.querySelectorAll(".shell > :not(.nav), .skip").forEach(function (part) {
      part.inert = covers;
    });
    if (covers) drawer.querySelector("[data-drawer-close]").focus();
  }
})();
