// Pictures of a report: seen before they are sent, and made small for a weak line. What the camera
// wrote inside (day, hour, place) goes along: it is evidence, and the server strips it for others.
// Without this script the chosen files are sent as they are.
(function () {
  "use strict";
  const LONGEST = 2000;
  const WORTH = 600 * 1024;
  const THUMB = 208;
  const HEAD = 256 * 1024;

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
      const said = exifOf(new Uint8Array(await file.arrayBuffer()));
      const parts = said ? [blob.slice(0, 2), said, blob.slice(2)] : [blob];
      return new File(parts, name, { type: "image/jpeg", lastModified: file.lastModified });
    } catch {
      return file; // a kind of picture this browser cannot open goes as it is
    }
  }

  // The Exif part of a JPEG, said to stand upright as the pixels now do; null where there is none.
  function exifOf(bytes) {
    const view = new DataView(bytes.buffer);
    if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return null;
    for (let at = 2; at + 10 < bytes.length && bytes[at] === 0xff; ) {
      const length = view.getUint16(at + 2);
      const isExif = bytes[at + 1] === 0xe1 && view.getUint32(at + 4) === 0x45786966;
      if (isExif) return upright(bytes.slice(at, at + 2 + length));
      if (bytes[at + 1] === 0xda) return null;
      at += 2 + length;
    }
    return null;
  }

  function upright(part) {
    const view = new DataView(part.buffer);
    const start = 10; // marker, length, "Exif" and two zeros
    const little = view.getUint16(start) === 0x4949;
    const first = start + view.getUint32(start + 4, little);
    for (let number = 0; number < view.getUint16(first, little); number += 1) {
      const tag = first + 2 + 12 * number;
      if (view.getUint16(tag, little) === 0x0112) view.setUint16(tag + 8, 1, little);
    }
    return part;
  }

  // Where and when a picture was taken proves the work, and drawing it anew would drop it: the part
  // that says so is carried over. The server takes it out again for who only looks on.
  async function tracesOf(file) {
    const bytes = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
    const view = new DataView(bytes.buffer);
    if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return null;
    for (let at = 2; at + 10 < bytes.length && bytes[at] === 0xff; ) {
      const marker = bytes[at + 1];
      const next = at + 2 + view.getUint16(at + 2);
      if (marker === 0xda || next > bytes.length) return null;
      if (marker === 0xe1 && view.getUint32(at + 4) === 0x45786966) {
        return upright(bytes.slice(at, next));
      }
      at = next;
    }
    return null;
  }

  // The new picture is drawn upright, so its old turn (tag 0x0112) must not be applied again.
  function upright(part) {
    const view = new DataView(part.buffer);
    const start = 10;
    const little = view.getUint16(start) === 0x4949;
    const table = start + view.getUint32(start + 4, little);
    const count = view.getUint16(table, little);
    for (let entry = 0; entry < count; entry += 1) {
      const at = table + 2 + entry * 12;
      if (view.getUint16(at, little) === 0x0112) view.setUint16(at + 8, 1, little);
    }
    return part;
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
