// What plain links and forms cannot do. Every page works without it.
"use strict";

// A list of choices that is the whole form needs no button.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submits]")) {
    event.target.form.requestSubmit();
  }
});

// Links to recordings are asked for when somebody plays one; sometimes there is none any more.
document.addEventListener("error", (event) => {
  const player = event.target;
  if (player.matches("audio[data-missing]")) {
    const note = document.createElement("p");
    note.className = "muted";
    note.setAttribute("role", "status");
    note.textContent = player.dataset.missing;
    player.replaceWith(note);
  }
}, true);
