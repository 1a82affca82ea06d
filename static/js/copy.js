// Copies the value of the field that a button names; without a clipboard the button stays hidden.
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  if (!field || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const words = button.querySelector("[data-copy-words]");
    try {
      await navigator.clipboard.writeText(field.value);
      words.textContent = words.dataset.copied;
    } catch {
      field.focus();
      field.select();
    }
  });
}
