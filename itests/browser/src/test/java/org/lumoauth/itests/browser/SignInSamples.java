/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.browser;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages on the way into an application: signing in, consenting, registering. */
final class SignInSamples {
  private final PageSamples all;

  SignInSamples(PageSamples all) {
    this.all = all;
  }

  void add() {
    signIn();
    magicLink();
    profile();
    consent();
    registration();
  }

  private void signIn() {
    all.add(
        "identifier",
        "identifier",
        "client",
        PageSamples.CALENDAR,
        "registerUrl",
        "/t/acme/register");
    all.add(
        "identifier-ways",
        "identifier",
        "error",
        "missing",
        "alternatives",
        List.of(way("Passkey", "passkey"), way("Contoso", "building")),
        "registerUrl",
        "/t/acme/register");
    all.add(
        "choose-account",
        "choose-account",
        "account",
        PageSamples.ANNA,
        "notYouUrl",
        "/t/acme/login?switch",
        "client",
        PageSamples.CALENDAR,
        "cancelUrl",
        "/t/acme/login?cancel");
    all.add(
        "choose-method",
        "choose-method",
        "account",
        PageSamples.ANNA,
        "notYouUrl",
        "/t/acme/login",
        "methods",
        List.of(
            Map.of("value", "passkey", "icon", "passkey"),
            Map.of("value", "password", "icon", "lock"),
            Map.of("value", "totp", "icon", "phone")));
    all.add(
        "password",
        "password",
        "account",
        PageSamples.ANNA,
        "notYouUrl",
        "/t/acme/login",
        "remember",
        true,
        "forgotUrl",
        "/t/acme/forgot",
        "client",
        PageSamples.CALENDAR);
    all.add(
        "password-wrong",
        "password",
        "account",
        PageSamples.LONG,
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
    all.add(
        "password-throttled",
        "password",
        "account",
        PageSamples.ANNA,
        "notYouUrl",
        "/t/acme/login",
        "error",
        "throttled",
        "retryAfter",
        120,
        "forgotUrl",
        "/t/acme/forgot");
    all.add(
        "password-link-offered",
        "password",
        "account",
        PageSamples.LONG,
        "notYouUrl",
        "/t/acme/login",
        "error",
        "throttled",
        "retryAfter",
        3000,
        "linkUrl",
        "/t/acme/login?method=magic-link",
        "alternatives",
        List.of(way("Passkey", "passkey")));
  }

  private void magicLink() {
    all.add(
        "magic-link-sent",
        "magic-link-sent",
        "account",
        PageSamples.LONG,
        "validSeconds",
        900,
        "resent",
        true,
        "alternatives",
        List.of(Map.of("href", "/t/acme/login", "value", "password")),
        "notYouUrl",
        "/t/acme/login");
    all.add(
        "magic-link-throttled",
        "magic-link-sent",
        "account",
        PageSamples.ANNA,
        "validSeconds",
        900,
        "error",
        "throttled",
        "retryAfter",
        120,
        "notYouUrl",
        "/t/acme/login");
    all.add(
        "magic-link-confirm",
        "magic-link-confirm",
        "holds",
        true,
        "email",
        PageSamples.LONG.identifier(),
        "elsewhere",
        true,
        "requestedFrom",
        "2001:db8::7",
        "requestedSecondsAgo",
        90,
        "remember",
        true,
        "notYouUrl",
        "/t/acme/login",
        "client",
        PageSamples.CALENDAR);
    all.add("magic-link-gone", "magic-link-confirm", "holds", false, "notYouUrl", "/t/acme/login");
    all.add("magic-link-over", "magic-link-over", "continueUrl", "/t/acme/login");
  }

  private void profile() {
    all.add(
        "profile-questions",
        "profile-questions",
        "account",
        PageSamples.ANNA,
        "notYouUrl",
        "/t/acme/login?switch",
        "questions",
        List.of(asked("phone_number", false), asked("address", false), asked("locale", false)),
        "later",
        true,
        "client",
        PageSamples.CALENDAR,
        "cancelUrl",
        "/t/acme/login?cancel");
    all.add(
        "profile-questions-wrong",
        "profile-questions",
        "account",
        PageSamples.LONG,
        "questions",
        List.of(asked("phone_number", true), asked("address", true), asked("zoneinfo", false)),
        "later",
        false,
        "values",
        Map.of("phone_number", "call me", "zoneinfo", "Mars/Base"),
        "errors",
        Map.of(
            "phone_number", "phone-number", "street_address", "address", "zoneinfo", "zoneinfo"));
    all.add(
        "profile-questions-names",
        "profile-questions",
        "account",
        PageSamples.ANNA,
        "questions",
        List.of(asked("given_name", true), asked("family_name", true)),
        "later",
        false);
  }

  private static Map<String, Object> asked(String name, boolean required) {
    return Map.of("name", name, "required", required);
  }

  private void consent() {
    List<PageSamples.Scope> scopes =
        List.of(
            PageSamples.Scope.standard("openid"),
            PageSamples.Scope.standard("profile"),
            PageSamples.Scope.standard("email"),
            PageSamples.Scope.standard("offline_access"),
            new PageSamples.Scope(
                "calendar.write",
                Optional.of("Change your calendar"),
                Optional.of("Add, move and delete events, also those of other people"),
                true),
            new PageSamples.Scope("reports:read", Optional.empty(), Optional.empty(), false));
    all.add(
        "consent",
        "consent",
        "client",
        PageSamples.CALENDAR,
        "account",
        PageSamples.ANNA,
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
    all.add(
        "consent-logo",
        "consent",
        "client",
        Map.of(
            "name",
            "Fern Calendar",
            "origin",
            "https://calendar.fern.example",
            "verified",
            true,
            "logoUrl",
            "/t/acme/assets/icon.svg"),
        "account",
        PageSamples.ANNA,
        "scopes",
        scopes.subList(0, 2));
    all.add(
        "consent-strange",
        "consent",
        "client",
        PageSamples.STRANGE,
        "account",
        PageSamples.LONG,
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
    all.add(
        "register",
        "register",
        "loginUrl",
        "/t/acme/login",
        "minLength",
        8,
        "client",
        PageSamples.CALENDAR);
    all.add("register-links", "register", "loginUrl", "/t/acme/login", "passwordless", true);
    all.add(
        "register-confirm",
        "reset",
        "first",
        true,
        "passwordless",
        true,
        "account",
        PageSamples.ANNA);
    all.add(
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
    all.add(
        "check-mail",
        "check-mail",
        "purpose",
        "verify",
        "email",
        PageSamples.LONG.identifier(),
        "resent",
        true,
        "loginUrl",
        "/t/acme/login");
    all.add(
        "verify",
        "verify",
        "action",
        "/t/acme/verify-email",
        "email",
        PageSamples.LONG.identifier());
    all.add(
        "verified",
        "verified",
        "verified",
        true,
        "email",
        PageSamples.ANNA.identifier(),
        "continueUrl",
        "/t/acme/login");
    all.add("verified-expired", "verified", "verified", false, "continueUrl", "/t/acme/login");
    all.add(
        "link-over",
        "link-over",
        "email",
        PageSamples.LONG.identifier(),
        "action",
        "/t/acme/register/confirm",
        "registerUrl",
        "/t/acme/register",
        "loginUrl",
        "/t/acme/login");
    all.add(
        "link-over-throttled",
        "link-over",
        "email",
        PageSamples.ANNA.identifier(),
        "action",
        "/t/acme/register/confirm",
        "error",
        "throttled",
        "registerUrl",
        "/t/acme/register",
        "loginUrl",
        "/t/acme/login");
    all.add(
        "link-over-unknown",
        "link-over",
        "registerUrl",
        "/t/acme/register",
        "loginUrl",
        "/t/acme/login");
    all.add(
        "forgot",
        "forgot",
        "identifier",
        PageSamples.ANNA.identifier(),
        "loginUrl",
        "/t/acme/login");
    all.add("reset", "reset", "account", PageSamples.ANNA, "minLength", 15, "error", "too-short");
    all.add("reset-done", "reset-done", "done", true, "continueUrl", "/t/acme/login");
    all.add("reset-expired", "reset-done", "done", false, "continueUrl", "/t/acme/forgot");
  }

  private static Map<String, Object> way(String label, String icon) {
    return Map.of("href", "/t/acme/login/" + icon, "label", label, "icon", icon);
  }
}
