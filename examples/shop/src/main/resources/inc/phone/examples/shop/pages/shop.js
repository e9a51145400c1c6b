// What plain links and forms cannot do. Every page works without it.
"use strict";

// A list of choices that is the whole form needs no button.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submits]")) {
    event.target.form.requestSubmit();
  }
});
