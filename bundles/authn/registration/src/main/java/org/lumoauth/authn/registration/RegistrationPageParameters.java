/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.registration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.platform.web.HttpExchange;

/**
 * The origin of a visit to a page of this module, which the page passes to its form.
 *
 * @param attempt the sign-in in progress
 * @param uiLocales the languages that its client requested, the preferred first, separated by
 *     spaces
 */
record RegistrationPageParameters(Optional<String> attempt, Optional<String> uiLocales) {
  private static final String ATTEMPT = "attempt";
  private static final String UI_LOCALES = "ui_locales";

  /** Without an origin: the user opened a link in a message. */
  static final RegistrationPageParameters NONE =
      new RegistrationPageParameters(Optional.empty(), Optional.empty());

  /** Reads the context from the URL of a page. */
  static RegistrationPageParameters of(HttpExchange exchange) {
    return new RegistrationPageParameters(
        Optional.ofNullable(exchange.request().getParameter(ATTEMPT)),
        Optional.ofNullable(exchange.request().getParameter(UI_LOCALES)));
  }

  /** Reads the context from a form. */
  static RegistrationPageParameters of(Map<String, List<String>> form) {
    return new RegistrationPageParameters(
        RegistrationPageSupport.field(form, ATTEMPT),
        RegistrationPageSupport.field(form, UI_LOCALES));
  }

  /** Returns the hidden fields of a form. */
  Map<String, String> hidden() {
    Map<String, String> hidden = new HashMap<>();
    attempt.ifPresent(id -> hidden.put(ATTEMPT, id));
    uiLocales.ifPresent(tags -> hidden.put(UI_LOCALES, tags));
    return hidden;
  }
}
