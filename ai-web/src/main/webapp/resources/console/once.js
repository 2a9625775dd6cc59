'use strict';

// Sends a form once: of a double click the second answer would hide the first, which may show a secret that is not kept.
document.addEventListener('submit', (event) => {
  if (event.target.dataset.sent) {
    event.preventDefault();
  } else if (!event.defaultPrevented) {
    event.target.dataset.sent = 'true';
  }
});

addEventListener('pageshow', () => {
  for (const form of document.forms) {
    delete form.dataset.sent;
  }
});
