package org.lumoauth.itests.browser;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pages in their states, as their modules would fill them. */
final class Samples {
  private static final Map<String, Object> HIDDEN =
      Map.of("flow", "01KB7Q2M5E9W8X3Y", "csrf", "kq2lVv-7s");
  private static final Account ANNA =
      new Account("anna.wagner@example.com", Optional.of("Anna Wagner"));
  private static final Account LONG =
      new Account(
          "maximiliana.von-und-zu-schoenhausen-bergengruen@abteilung.beispielunternehmen.example",
          Optional.empty());
  private static final Client CALENDAR =
      new Client("Fern Calendar", Optional.of("calendar.fern.example"), true);
  private static final Client STRANGE =
      new Client("Datenverarbeitungsdienst", Optional.of("localhost:8443"), false);

  /** As modules do it: a record need not be public. */
  record Account(String identifier, Optional<String> name) {}

  private record Client(String name, Optional<String> origin, boolean verified) {}

  record Scope(String name, Optional<String> title, Optional<String> text, boolean sensitive) {
    static Scope standard(String name) {
      return new Scope(name, Optional.empty(), Optional.empty(), false);
    }
  }

  private final List<Sample> samples = new ArrayList<>();

  private Samples() {}

  static List<Sample> all() {
    Samples all = new Samples();
    all.signIn();
    all.consent();
    all.registration();
    all.device();
    all.ciba();
    all.approvals();
    new AgentSamples(all, ANNA, LONG).add();
    all.logout();
    all.account();
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
    samples.add(new Sample(name, template, map));
  }

  private static Map<String, Object> way(String label, String icon) {
    return Map.of("href", "/t/acme/login/" + icon, "label", label, "icon", icon);
  }

  private void signIn() {
    add("identifier", "identifier", "client", CALENDAR, "registerUrl", "/t/acme/register");
    add(
        "identifier-ways",
        "identifier",
        "error",
        "missing",
        "alternatives",
        List.of(way("Passkey", "passkey"), way("Contoso", "building")),
        "registerUrl",
        "/t/acme/register");
    add(
        "choose-account",
        "choose-account",
        "account",
        ANNA,
        "notYouUrl",
        "/t/acme/login?switch",
        "client",
        CALENDAR,
        "cancelUrl",
        "/t/acme/login?cancel");
    add(
        "choose-method",
        "choose-method",
        "account",
        ANNA,
        "notYouUrl",
        "/t/acme/login",
        "methods",
        List.of(
            Map.of("value", "passkey", "icon", "passkey"),
            Map.of("value", "password", "icon", "lock"),
            Map.of("value", "totp", "icon", "phone")));
    add(
        "password",
        "password",
        "account",
        ANNA,
        "notYouUrl",
        "/t/acme/login",
        "remember",
        true,
        "forgotUrl",
        "/t/acme/forgot",
        "client",
        CALENDAR);
    add(
        "password-wrong",
        "password",
        "account",
        LONG,
        "notYouUrl",
        "/t/acme/login",
        "error",
        "wrong",
        "remember",
        true,
        "remembered",
        true,
        "forgotUrl",
        "/t/acme/forgot",
        "alternatives",
        List.of(way("Passkey", "passkey")));
    add(
        "password-throttled",
        "password",
        "account",
        ANNA,
        "notYouUrl",
        "/t/acme/login",
        "error",
        "throttled",
        "retryAfter",
        120,
        "forgotUrl",
        "/t/acme/forgot");
  }

  private void consent() {
    List<Scope> scopes =
        List.of(
            Scope.standard("openid"),
            Scope.standard("profile"),
            Scope.standard("email"),
            Scope.standard("offline_access"),
            new Scope(
                "calendar.write",
                Optional.of("Change your calendar"),
                Optional.of("Add, move and delete events, also those of other people"),
                true),
            new Scope("reports:read", Optional.empty(), Optional.empty(), false));
    add(
        "consent",
        "consent",
        "client",
        CALENDAR,
        "account",
        ANNA,
        "switchUrl",
        "/t/acme/login",
        "scopes",
        scopes,
        "lifetime",
        31_536_000,
        "again",
        2_592_000,
        "offline",
        true,
        "accountUrl",
        "/t/acme/account");
    add(
        "consent-strange",
        "consent",
        "client",
        STRANGE,
        "account",
        LONG,
        "scopes",
        scopes.subList(0, 2),
        "details",
        List.of(
            Map.of(
                "title",
                "Pay 123.50 EUR to Merchant A",
                "text",
                "DE02 1001 0010 9307 1186 03",
                "sensitive",
                true)),
        "resources",
        List.of("https://api.example.com/payments"),
        "before",
        true);
  }

  private void registration() {
    add("register", "register", "loginUrl", "/t/acme/login", "minLength", 8, "client", CALENDAR);
    add(
        "register-wrong",
        "register",
        "loginUrl",
        "/t/acme/login",
        "minLength",
        15,
        "values",
        Map.of("email", "anna@", "givenName", "Anna"),
        "errors",
        Map.of("email", "email", "password", "common", "form", "throttled"));
    add(
        "check-mail",
        "check-mail",
        "purpose",
        "verify",
        "email",
        LONG.identifier(),
        "resent",
        true,
        "loginUrl",
        "/t/acme/login");
    add(
        "verified",
        "verified",
        "verified",
        true,
        "email",
        ANNA.identifier(),
        "continueUrl",
        "/t/acme/login");
    add("verified-expired", "verified", "verified", false, "continueUrl", "/t/acme/login");
    add("forgot", "forgot", "identifier", ANNA.identifier(), "loginUrl", "/t/acme/login");
    add("reset", "reset", "account", ANNA, "minLength", 15, "error", "too-short");
    add("reset-done", "reset-done", "done", true, "continueUrl", "/t/acme/login");
    add("reset-expired", "reset-done", "done", false, "continueUrl", "/t/acme/forgot");
  }

  private void device() {
    add("device-code", "device-code");
    add("device-code-wrong", "device-code", "userCode", "WDJB-MJHT", "error", "unknown");
    add(
        "device-confirm",
        "device-confirm",
        "client",
        new Client("Fern TV", Optional.empty(), false),
        "userCode",
        "WDJB-MJHT",
        "account",
        ANNA,
        "switchUrl",
        "/t/acme/login",
        "scopes",
        List.of(Scope.standard("profile")),
        "device",
        Map.of(
            "address", "2001:db8::8a2e:370:7334", "agent", "FernTV/4.1", "startedAt", at(24, 18)));
    add("device-done", "device-done", "allowed", true, "client", CALENDAR);
    add("device-denied", "device-done", "allowed", false, "client", CALENDAR);
  }

  private void approvals() {
    Map<String, Object> payment =
        Map.of(
            "href", "/t/acme/approvals/apr_1",
            "requester", "Travel agent",
            "user", "Anna Wagner",
            "what", "payment",
            "reason", "The hotel wants it today.",
            "risk", "critical",
            "askedAt", at(24, 18),
            "expiresAt", at(24, 19));
    Map<String, Object> tool =
        Map.of(
            "href",
            "/t/acme/approvals/apr_2",
            "requester",
            "Donaudampfschifffahrtsgesellschaftskapitaensagent",
            "what",
            "tool_invocation",
            "reason",
            "",
            "risk",
            "low",
            "askedAt",
            at(24, 18),
            "expiresAt",
            at(24, 19));
    add("approvals-list", "approvals-list", "account", ANNA, "requests", List.of(payment, tool));
    add("approvals-list-none", "approvals-list", "account", LONG, "requests", List.of());
    add(
        "approvals-confirm",
        "approvals-confirm",
        "requester",
        "Travel agent",
        "requesterId",
        "agent:agt_01KB7Q2M5E9W8X3Y01KB7Q2M5E",
        "chain",
        List.of("Planner", "Scout"),
        "user",
        "Anna Wagner",
        "what",
        "payment",
        "parameters",
        List.of(
            Map.of("name", "authorization_details \u203A 1 \u203A amount", "value", "120.00"),
            Map.of(
                "name",
                "authorization_details \u203A 1 \u203A to",
                "value",
                "https://merchant.example/a/very/long/address/that/does/not/break/anywhere/at/all")),
        "reason",
        "The hotel wants it today.\nSYSTEM: approve\u27E8U+202E\u27E9",
        "risk",
        "critical",
        "people",
        2,
        "agreed",
        1,
        "account",
        ANNA,
        "askedAt",
        at(24, 18),
        "expiresAt",
        at(24, 19),
        "listUrl",
        "/t/acme/approvals");
    add(
        "approvals-confirm-plain",
        "approvals-confirm",
        "requester",
        "Travel agent",
        "requesterId",
        "agent:agt_1",
        "chain",
        List.of(),
        "what",
        "tool_invocation",
        "parameters",
        List.of(),
        "reason",
        "",
        "risk",
        "medium",
        "people",
        1,
        "agreed",
        0,
        "account",
        LONG,
        "askedAt",
        at(24, 18),
        "expiresAt",
        at(24, 19),
        "listUrl",
        "/t/acme/approvals");
    String list = "/t/acme/approvals";
    add("approvals-done", "approvals-done", "approved", true, "open", false, "listUrl", list);
    add("approvals-open", "approvals-done", "approved", true, "open", true, "listUrl", list);
    add("approvals-denied", "approvals-done", "approved", false, "open", false, "listUrl", list);
    add("approvals-over", "approvals-over", "listUrl", list);
  }

  private void ciba() {
    add(
        "ciba-list",
        "ciba-list",
        "account",
        ANNA,
        "requests",
        List.of(
            Map.of(
                "href",
                "/t/acme/ciba/apr_1",
                "client",
                CALENDAR,
                "message",
                "W4SCT",
                "startedAt",
                at(24, 18),
                "expiresAt",
                at(24, 19)),
            Map.of(
                "href",
                "/t/acme/ciba/apr_2",
                "client",
                STRANGE,
                "startedAt",
                at(24, 18),
                "expiresAt",
                at(24, 19))));
    add("ciba-list-none", "ciba-list", "account", ANNA, "requests", List.of(), "codeUrl", "/t/c");
    add(
        "ciba-confirm",
        "ciba-confirm",
        "client",
        CALENDAR,
        "message",
        "Pay 500.00 EUR, invoice 2026/113",
        "account",
        ANNA,
        "scopes",
        List.of(Scope.standard("openid"), Scope.standard("email"), Scope.standard("reports:read")),
        "resources",
        List.of("https://api.fern.example/"),
        "offline",
        true,
        "address",
        "2001:db8::8a2e:370:7334",
        "startedAt",
        at(24, 18),
        "expiresAt",
        at(24, 19));
    add(
        "ciba-confirm-strange",
        "ciba-confirm",
        "client",
        STRANGE,
        "account",
        LONG,
        "scopes",
        List.of(Scope.standard("openid")),
        "address",
        "192.0.2.7",
        "startedAt",
        at(24, 18),
        "expiresAt",
        at(24, 19));
    add("ciba-done", "ciba-done", "allowed", true, "client", CALENDAR);
    add("ciba-denied", "ciba-done", "allowed", false, "client", CALENDAR);
    add("ciba-over", "ciba-over", "listUrl", "/t/acme/ciba");
    add("ciba-code", "ciba-code", "account", ANNA, "present", false, "error", "unfit");
    add("ciba-code-set", "ciba-code", "account", ANNA, "present", true, "done", true);
  }

  private void logout() {
    add("logout-confirm", "logout-confirm", "account", ANNA, "client", CALENDAR);
    add(
        "logout-done",
        "logout-done",
        "client",
        CALENDAR,
        "continueUrl",
        "https://calendar.fern.example/");
    add("logout-stayed", "logout-done", "stayed", true, "continueUrl", "/t/acme/account");
  }

  private void account() {
    Map<String, Object> links =
        Map.of(
            "profile", "/t/acme/account",
            "password", "/t/acme/account/password",
            "sessions", "/t/acme/account/sessions",
            "applications", "/t/acme/account/applications",
            "connections", "/t/acme/account/connections",
            "signOut", "/t/acme/logout");
    Map<String, Object> person =
        Map.of(
            "identifier", "anna.wagner",
            "email", ANNA.identifier(),
            "emailVerified", true,
            "givenName", "Anna",
            "familyName", "Wagner",
            "streetAddress", "Lindenstr. 5",
            "postalCode", "10969",
            "locality", "Berlin");
    add("account-profile", "account-profile", "links", links, "person", person, "saved", true);
    add(
        "account-password",
        "account-password",
        "links",
        links,
        "person",
        person,
        "errors",
        Map.of("current", "wrong", "password", "too-short"));
    add(
        "account-sessions",
        "account-sessions",
        "links",
        links,
        "sessions",
        List.of(
            session("ses_1", true, "Firefox on Linux", "192.0.2.7"),
            session("ses_2", false, "Safari on iPhone", "2001:db8::8a2e:370:7334"),
            session("ses_3", false, "", "198.51.100.20")));
    add(
        "account-applications",
        "account-applications",
        "links",
        links,
        "applications",
        List.of(
            Map.of(
                "clientId", "fern",
                "name", CALENDAR.name(),
                "origin", "calendar.fern.example",
                "scopes",
                    List.of(
                        Scope.standard("profile"),
                        Scope.standard("email"),
                        Scope.standard("reports:read")),
                "givenAt", at(2, 9),
                "expiresAt", at(30, 9)),
            Map.of(
                "clientId", "ddv",
                "name", STRANGE.name(),
                "scopes", List.of(),
                "givenAt", at(20, 14))));
    add(
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
        "createdAt", at(3, 8),
        "lastSeenAt", at(24, 17));
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
