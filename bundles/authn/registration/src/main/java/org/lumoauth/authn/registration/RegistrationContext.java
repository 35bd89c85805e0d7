package org.lumoauth.authn.registration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.platform.web.HttpExchange;

/**
 * Whence somebody comes to a page of this module. The page hands it on to its form.
 *
 * @param attempt the sign-in under way
 * @param uiLocales the languages that its client asked for, the most wanted first, between spaces
 */
record RegistrationContext(Optional<String> attempt, Optional<String> uiLocales) {
  private static final String ATTEMPT = "attempt";
  private static final String UI_LOCALES = "ui_locales";

  /** Nowhere: they open a link in a message. */
  static final RegistrationContext NONE =
      new RegistrationContext(Optional.empty(), Optional.empty());

  /** By the address of a page. */
  static RegistrationContext of(HttpExchange exchange) {
    return new RegistrationContext(
        Optional.ofNullable(exchange.request().getParameter(ATTEMPT)),
        Optional.ofNullable(exchange.request().getParameter(UI_LOCALES)));
  }

  /** By the form of a page. */
  static RegistrationContext of(Map<String, List<String>> form) {
    return new RegistrationContext(
        RegistrationFormSupport.field(form, ATTEMPT),
        RegistrationFormSupport.field(form, UI_LOCALES));
  }

  /** The hidden fields of a form. */
  Map<String, String> hidden() {
    Map<String, String> hidden = new HashMap<>();
    attempt.ifPresent(id -> hidden.put(ATTEMPT, id));
    uiLocales.ifPresent(tags -> hidden.put(UI_LOCALES, tags));
    return hidden;
  }
}
