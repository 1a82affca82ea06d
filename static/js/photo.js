// Pictures of a report: seen before they are sent, and made small for a weak line.
// Without this script the chosen files are sent as they are.
(function () {
  "use strict";
  const LONGEST = 2000;
  const WORTH = 600 * 1024;
  const THUMB = 208;

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("form[data-photos]").forEach((form) => form.classList.add("is-live"));
  });

  document.addEventListener("change", async function (event) {
    const input = event.target;
    if (input.type !== "file" || !input.closest("form[data-photos]")) return;
    const files = await Promise.all(Array.from(input.files).map(smaller));
    const kept = new DataTransfer();
    files.forEach((file) => kept.items.add(file));
    input.files = kept.files;
    show(input.form);
  });

  async function smaller(file) {
    if (!file.type.startsWith("image/") || file.size < WORTH) return file;
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
      const blob = await draw(picture, scale);
      if (!blob || blob.size >= file.size) return file;
      const name = file.name.replace(/\.\w+$/, ".jpg");
      return new File([blob], name, { type: "image/jpeg", lastModified: file.lastModified });
    } catch {
      return file; // a kind of picture this browser cannot open goes as it is
    }
  }

  function draw(picture, scale) {
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
  }

  function show(form) {
    const list = form.querySelector("[data-shots]");
    const inputs = Array.from(form.querySelectorAll('input[type="file"]'));
    const files = inputs.flatMap((input) => Array.from(input.files));
    list.replaceChildren(...files.map(item));
    list.hidden = !files.length;
  }

  function item(file) {
    const entry = document.createElement("li");
    entry.append(file.type.startsWith("image/") ? shot(file) : name(file));
    return entry;
  }

  // Drawn, not linked: the content policy allows no blob: pictures.
  function shot(file) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = THUMB;
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", file.name);
    createImageBitmap(file, { imageOrientation: "from-image" })
      .then((picture) => cover(canvas, picture))
      .catch(() => canvas.replaceWith(name(file)));
    return canvas;
  }

  function cover(canvas, picture) {
    const scale = Math.max(THUMB / picture.width, THUMB / picture.height);
    const [width, height] = [picture.width * scale, picture.height * scale];
    const [left, top] = [(THUMB - width) / 2, (THUMB - height) / 2];
    canvas.getContext("2d").drawImage(picture, left, top, width, height);
  }

  function name(file) {
    const words = document.createElement("span");
    words.className = "name";
    words.textContent = file.name;
    return words;
  }
})();
