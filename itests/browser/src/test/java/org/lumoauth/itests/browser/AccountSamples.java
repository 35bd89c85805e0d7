/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.browser;

import java.util.List;
import java.util.Map;

/** The pages of the account, and the way out. */
final class AccountSamples {
  private final PageSamples all;

  AccountSamples(PageSamples all) {
    this.all = all;
  }

  void add() {
    logout();
    account();
    identities();
  }

  private void identities() {
    Map<String, Object> provider = Map.of("name", "Fern & Sons");
    all.add(
        "federation-sign-in-first",
        "federation-link",
        "client",
        provider,
        "account",
        PageSamples.ANNA,
        "goUrl",
        "https://id.example.com/t/acme/login?attempt=1",
        "cancelUrl",
        "/t/acme/login?attempt=2&cancel");
    all.add(
        "federation-link",
        "federation-link",
        "client",
        provider,
        "account",
        PageSamples.ANNA,
        "cancelUrl",
        "/t/acme/login?attempt=2&cancel");
    all.add(
        "federation-link-mine",
        "federation-link",
        "client",
        provider,
        "account",
        PageSamples.ANNA,
        "identity",
        "anna.w@fern.example",
        "cancelUrl",
        "/t/acme/account/identities");
    all.add(
        "federation-add",
        "federation-add",
        "client",
        provider,
        "account",
        PageSamples.ANNA,
        "goUrl",
        "https://login.fern.example/authorize?state=1",
        "cancelUrl",
        "/t/acme/account/identities");
    all.add(
        "federation-list-last",
        "federation-list",
        "account",
        PageSamples.ANNA,
        "identities",
        List.of(
            Map.of(
                "id", "1",
                "provider", "Fern & Sons",
                "name", "anna@fern.example",
                "only", true,
                "linkedAt", PageSamples.at(22, 9))),
        "others",
        List.of(Map.of("name", "Google", "addUrl", "/t/acme/account/identities/add?provider=g")),
        "homeUrl",
        "/t/acme/account",
        "done",
        "last");
    for (boolean some : List.of(true, false)) {
      all.add(
          some ? "federation-list" : "federation-list-none",
          "federation-list",
          "account",
          PageSamples.ANNA,
          "identities",
          some
              ? List.of(
                  Map.of(
                      "id", "1",
                      "provider", "Fern & Sons",
                      "name", "anna@fern.example",
                      "linkedAt", PageSamples.at(22, 9)))
              : List.of(),
          "others",
          List.of(
              Map.of("name", "Google", "addUrl", "/t/acme/account/identities/add?provider=g"),
              Map.of("name", "GitHub", "addUrl", "/t/acme/account/identities/add?provider=h")),
          "homeUrl",
          "/t/acme/account",
          "done",
          some ? "unlinked" : "");
    }
  }

  private void logout() {
    all.add(
        "logout-confirm",
        "logout-confirm",
        "account",
        PageSamples.ANNA,
        "client",
        PageSamples.CALENDAR);
    all.add(
        "logout-confirm-look-alike",
        "logout-confirm",
        "account",
        PageSamples.ANNA,
        "client",
        Map.of("name", "Fern C\u0430lendar")); // with a Cyrillic a
    all.add(
        "logout-done",
        "logout-done",
        "client",
        PageSamples.CALENDAR,
        "continueUrl",
        "https://calendar.fern.example/");
    all.add("logout-stayed", "logout-done", "stayed", true, "continueUrl", "/t/acme/account");
  }

  private void account() {
    Map<String, Object> links =
        Map.of(
            "profile", "/t/acme/account",
            "password", "/t/acme/account/password",
            "sessions", "/t/acme/account/sessions",
            "applications", "/t/acme/account/applications",
            "connections", "/t/acme/account/connections",
            "identities", "/t/acme/account/identities",
            "signOut", "/t/acme/logout");
    Map<String, Object> person =
        Map.of(
            "identifier", "anna.wagner",
            "email", PageSamples.ANNA.identifier(),
            "emailVerified", true,
            "givenName", "Anna",
            "familyName", "Wagner",
            "streetAddress", "Lindenstr. 5",
            "postalCode", "10969",
            "locality", "Berlin");
    all.add("account-profile", "account-profile", "links", links, "person", person, "saved", true);
    all.add(
        "account-password",
        "account-password",
        "links",
        links,
        "person",
        person,
        "errors",
        Map.of("current", "wrong", "password", "too-short"));
    all.add(
        "account-sessions",
        "account-sessions",
        "links",
        links,
        "sessions",
        List.of(
            session("ses_1", true, "Firefox on Linux", "192.0.2.7"),
            session("ses_2", false, "Safari on iPhone", "2001:db8::8a2e:370:7334"),
            session("ses_3", false, "", "198.51.100.20")));
    all.add(
        "account-applications",
        "account-applications",
        "links",
        links,
        "applications",
        List.of(
            Map.of(
                "clientId", "fern",
                "name", PageSamples.CALENDAR.name(),
                "origin", "calendar.fern.example",
                "scopes",
                    List.of(
                        PageSamples.Scope.standard("profile"),
                        PageSamples.Scope.standard("email"),
                        PageSamples.Scope.standard("reports:read")),
                "givenAt", PageSamples.at(2, 9),
                "expiresAt", PageSamples.at(30, 9)),
            Map.of(
                "clientId", "ddv",
                "name", PageSamples.STRANGE.name(),
                "scopes", List.of(),
                "givenAt", PageSamples.at(20, 14)),
            Map.of(
                "clientId",
                "copy",
                "name",
                "Fern C\u0430lendar", // with a Cyrillic a
                "scopes",
                List.of(),
                "givenAt",
                PageSamples.at(21, 14))));
    all.add(
        "account-applications-none",
        "account-applications",
        "links",
        links,
        "applications",
        List.of(),
        "revoked",
        true);
  }

  private static Map<String, Object> session(
      String id, boolean current, String browser, String address) {
    return Map.of(
        "id", id,
        "current", current,
        "browser", browser,
        "address", address,
        "createdAt", PageSamples.at(3, 8),
        "lastSeenAt", PageSamples.at(24, 17));
  }
}
