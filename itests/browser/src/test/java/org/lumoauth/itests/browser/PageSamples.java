/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.browser;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pages in their states, as their modules would fill them. */
final class PageSamples {
  private static final Map<String, Object> HIDDEN =
      Map.of("flow", "01KB7Q2M5E9W8X3Y", "csrf", "kq2lVv-7s");
  static final Account ANNA = new Account("anna.wagner@example.com", Optional.of("Anna Wagner"));
  static final Account LONG =
      new Account(
          "maximiliana.von-und-zu-schoenhausen-bergengruen@abteilung.beispielunternehmen.example",
          Optional.empty());
  static final Client CALENDAR =
      new Client("Fern Calendar", Optional.of("calendar.fern.example"), true);
  static final Client STRANGE =
      new Client("Datenverarbeitungsdienst", Optional.of("localhost:8443"), false);

  /** As modules do it: a record need not be public. */
  record Account(String identifier, Optional<String> name) {}

  record Client(String name, Optional<String> origin, boolean verified) {}

  record Scope(String name, Optional<String> title, Optional<String> text, boolean sensitive) {
    static Scope standard(String name) {
      return new Scope(name, Optional.empty(), Optional.empty(), false);
    }
  }

  private final List<PageSample> samples = new ArrayList<>();

  private PageSamples() {}

  static List<PageSample> all() {
    PageSamples all = new PageSamples();
    new SignInSamples(all).add();
    new ApprovalSamples(all).add();
    new AgentSamples(all, ANNA, LONG).add();
    new AccountSamples(all).add();
    new StartPageSamples(all).add();
    all.errors();
    return List.copyOf(all.samples);
  }

  void add(String name, String template, Object... model) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("action", "/t/acme/" + template);
    map.put("hidden", HIDDEN);
    map.put("self", "/t/acme/" + template + "?a=1&b=2");
    for (int i = 0; i < model.length; i += 2) {
      map.put((String) model[i], model[i + 1]);
    }
    samples.add(new PageSample(name, template, map));
  }

  private void errors() {
    add(
        "error",
        "error",
        "code",
        "invalid_redirect_uri",
        "requestId",
        "01KB7Q2M5E9W8X3YTJ0ZP4R6HN");
    add(
        "error-general",
        "error",
        "code",
        "unsupported_response_mode",
        "requestId",
        "01KB7Q2M5E9W8X3YTJ0ZP4R6HN",
        "client",
        CALENDAR,
        "retryUrl",
        "/t/acme/login");
    add(
        "form-post",
        "form-post",
        "client",
        CALENDAR,
        "parameters",
        Map.of("code", "abc", "state", "xyz"));
  }

  static Instant at(int day, int hour) {
    return Instant.parse("2026-11-%02dT%02d:24:00Z".formatted(day, hour));
  }
}
