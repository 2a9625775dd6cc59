'use strict';

// Sends forms with files to the route that takes them, and shows how much has arrived and what came of it.
function upload(form) {
  const bar = form.querySelector('progress');
  const percent = form.querySelector('.percent');
  const status = form.querySelector('[role=status]');
  const button = form.querySelector('[type=submit]');
  const request = new XMLHttpRequest();

  const tell = (text, failed) => {
    status.textContent = text;
    status.classList.toggle('failed', failed);
  };
  const working = (text) => {
    tell(text, false);
    bar.hidden = false;
    button.disabled = true;
  };
  const fail = (text) => {
    tell(text, true);
    bar.hidden = true;
    percent.textContent = '';
    button.disabled = false;
    button.focus();
  };

  request.upload.addEventListener('progress', (event) => {
    if (event.lengthComputable) {
      bar.value = 100 * event.loaded / event.total;
      percent.textContent = Math.floor(bar.value) + ' %';
    }
  });
  request.upload.addEventListener('load', () => {
    percent.textContent = '';
    bar.removeAttribute('value');
    tell(form.dataset.checking, false);
  });
  request.addEventListener('error', () => fail(form.dataset.lost));
  request.addEventListener('load', () => {
    if (request.status === 201) {
      location.assign(form.dataset.then + encodeURIComponent(request.response.version));
    } else {
      fail(reason(request.response) || form.dataset.lost);
    }
  });

  request.responseType = 'json';
  request.open('POST', form.action);
  request.setRequestHeader('Accept', 'application/json');
  request.send(new FormData(form));
  working(form.dataset.sending);
}

// What a problem (RFC 9457) says.
function reason(problem) {
  const errors = (problem?.errors ?? []).map((error) => error.message);
  return [problem?.detail, ...errors.filter((message) => !problem.detail?.includes(message))].filter(Boolean).join(' ');
}

for (const form of document.querySelectorAll('form.upload')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    upload(form);
  });
}
