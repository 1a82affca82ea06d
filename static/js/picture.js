// A chart as a picture: the button of a card saves its figure as PNG.
// Without this file the chart and its table stand as they are.
(() => {
  const DRAWN = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-family", "font-size", "font-weight", "text-anchor"];
  const SCALE = 2; // sharp on paper

  // The drawing with its colours written into it: a picture knows no style sheet of the page.
  const standing = (svg) => {
    const copy = svg.cloneNode(true);
    const [to, from] = [copy, svg].map((one) => [one, ...one.querySelectorAll("*")]);
    from.forEach((element, at) => {
      const style = getComputedStyle(element);
      DRAWN.forEach((name) => to[at].setAttribute(name, style.getPropertyValue(name)));
    });
    const box = svg.viewBox.baseVal;
    copy.setAttribute("width", box.width * SCALE);
    copy.setAttribute("height", box.height * SCALE);
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    return copy;
  };

  const save = (svg, name) => {
    const copy = standing(svg);
    const source = new XMLSerializer().serializeToString(copy);
    const address = URL.createObjectURL(new Blob([source], { type: "image/svg+xml" }));
    const picture = new Image();
    picture.onload = () => {
      const canvas = document.createElement("canvas");
      canvas.width = Number(copy.getAttribute("width"));
      canvas.height = Number(copy.getAttribute("height"));
      const pen = canvas.getContext("2d");
      pen.fillStyle = getComputedStyle(svg.closest(".card")).backgroundColor;
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(picture, 0, 0);
      URL.revokeObjectURL(address);
      const link = document.createElement("a");
      link.download = `${name}.png`;
      link.href = canvas.toDataURL("image/png");
      link.click();
    };
    picture.src = address;
  };

  document.querySelectorAll("[data-picture-save]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const card = button.closest(".card");
      const svg = card.querySelector("[data-picture] svg");
      save(svg, card.querySelector("[data-picture]").dataset.picture);
    });
  });
})();
