// OpenID Connect Session Management section 3.2: says whether the session is still the same.
(function () {
  'use strict';

  function state() {
    var found = /(?:^|;\s*)lumoauth_browser_state=([^;]*)/.exec(document.cookie);
    return found ? found[1] : '';
  }

  function hash(text) {
    return crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)).then(function (bytes) {
      var binary = String.fromCharCode.apply(null, new Uint8Array(bytes));
      return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
    });
  }

  window.addEventListener('message', function (event) {
    if (typeof event.data !== 'string' || !event.source || event.source === window) {
      return;
    }
    function answer(text) {
      event.source.postMessage(text, event.origin);
    }
    var parts = event.data.split(' ');
    var salt = parts.length === 2 ? parts[1].split('.')[1] : undefined;
    if (!salt || event.origin === 'null' || !window.crypto || !crypto.subtle) {
      answer('error');
      return;
    }
    hash([parts[0], event.origin, state(), salt].join(' ')).then(
      function (expected) {
        answer(expected + '.' + salt === parts[1] ? 'unchanged' : 'changed');
      },
      function () {
        answer('error');
      }
    );
  });
})();
