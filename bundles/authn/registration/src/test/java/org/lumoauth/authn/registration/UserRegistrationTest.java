/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.registration.RegistrationPageFixture.ACME;
import static org.lumoauth.authn.registration.RegistrationPageFixture.ADA;
import static org.lumoauth.authn.registration.RegistrationPageFixture.GOOD;
import static org.lumoauth.testkit.builder.TestBuilders.aUser;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.UserProfileService;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;

class UserRegistrationTest {
  private static final String EVE = "eve@example.com";

  private final RegistrationPageFixture fixture = new RegistrationPageFixture();

  @Test
  void returns404UnlessEnabled() {
    fixture.settings.change(ACME, RegistrationSettings.SECTION, Map.of("enabled", false));

    assertEquals(404, assertThrows(ApiException.class, () -> apply(EVE)).status());
    assertEquals(Optional.empty(), fixture.links.registrationPath(ACME));
  }

  @Test
  void isDisabledByDefault() {
    assertEquals(false, new RegistrationSettings().settings().get(0).defaultValue());
  }

  @Test
  void usesUiLocalesOfClient() {
    var opened =
        FakeHttpExchange.get(ACME, "/page")
            .withParameter("ui_locales", "ja de")
            .withParameter("attempt", "att");
    fixture.call(fixture.register, opened);
    assertEquals(Locale.JAPANESE, fixture.pages.last().locales().get(0));
    var hidden = Map.of("ui_locales", "ja de", "attempt", "att");
    assertEquals(hidden, fixture.pages.last().model().get("hidden"));

    fixture.post(
        fixture.register, "email", EVE, "password", GOOD, "ui_locales", "ja de", "attempt", "att");

    assertEquals(Locale.JAPANESE, fixture.pages.last().locales().get(0));
    assertEquals(Locale.JAPANESE, fixture.messages.sent().get(0).locales().get(0));
  }

  @Test
  void createsNoAccountBeforeConfirmation() {
    apply(EVE);

    assertTrue(fixture.users.find(ACME, EVE).isEmpty());
    assertEquals("check-mail", fixture.shown());
  }

  @Test
  void createsAccountByLinkInSameBrowser() {
    var cookie = apply(EVE).responseHeader("Set-Cookie").split(";")[0].split("=", 2);
    var link = FakeHttpExchange.get(ACME, "/page").withParameter("token", fixture.token());

    fixture.call(fixture.confirm, link.withCookie(cookie[0], cookie[1]));

    var user = fixture.users.find(ACME, EVE).orElseThrow();
    assertTrue(user.emailVerified());
    assertEquals("verified", fixture.shown());
  }

  @Test
  void requestsPasswordInOtherBrowser() { // account pre-hijacking
    apply(EVE);

    fixture.get(fixture.confirm, fixture.token());

    assertEquals("reset", fixture.shown());
    assertTrue(fixture.users.find(ACME, EVE).isEmpty());
    fixture.post(fixture.confirm, "token", fixture.token(), "password", "chosen by its owner");
    assertTrue(fixture.users.find(ACME, EVE).isPresent());
  }

  @Test
  void storesGivenAndFamilyName() {
    fixture.post(
        fixture.register,
        "email",
        EVE,
        "givenName",
        "Eve",
        "familyName",
        "Adams",
        "password",
        GOOD);
    fixture.post(fixture.confirm, "token", fixture.token(), "password", GOOD);

    var user = fixture.users.find(ACME, EVE).orElseThrow();
    assertEquals(
        Optional.of(new UserProfileService.PersonName(Optional.of("Eve"), Optional.of("Adams"))),
        fixture.profiles.namesOf(ACME, user.id()));
  }

  @Test
  void requestsNoPasswordIfPasswordsAreDisabled() {
    fixture.withoutPasswords();
    fixture.get(fixture.register, "");
    assertEquals(true, fixture.pages.last().model().get("passwordless"));
    fixture.post(fixture.register, "email", EVE);
    assertEquals("check-mail", fixture.shown());

    fixture.get(fixture.confirm, fixture.token()); // in another browser
    assertEquals("reset", fixture.shown());
    assertEquals(true, fixture.pages.last().model().get("passwordless"));
    assertTrue(fixture.users.find(ACME, EVE).isEmpty());
    fixture.post(fixture.confirm, "token", fixture.token());

    assertTrue(fixture.users.find(ACME, EVE).orElseThrow().emailVerified());
  }

  @Test
  void requestsPasswordIfEnabledMeanwhile() {
    fixture.withoutPasswords();
    var cookie =
        fixture
            .post(fixture.register, "email", EVE)
            .responseHeader("Set-Cookie")
            .split(";")[0]
            .split("=", 2);
    fixture.use.signIn = null;
    var link = FakeHttpExchange.get(ACME, "/page").withParameter("token", fixture.token());

    fixture.call(fixture.confirm, link.withCookie(cookie[0], cookie[1]));

    assertEquals("reset", fixture.shown());
    assertEquals(false, fixture.pages.last().model().get("passwordless"));
    assertTrue(fixture.users.find(ACME, EVE).isEmpty());
  }

  @Test
  void acceptsLinkOnce() {
    apply(EVE);
    var token = fixture.token();
    fixture.post(fixture.confirm, "token", token, "password", GOOD);

    assertEquals(410, fixture.post(fixture.confirm, "token", token, "password", GOOD).status());
  }

  @Test
  void answersSameForExistingAccount() { // user enumeration
    var taken = apply(ADA).page().html();
    var free = apply(EVE).page().html();

    assertEquals(taken.replace(ADA, "X"), free.replace(EVE, "X"));
  }

  @Test
  void notifiesOwnerOfExistingAccount() {
    apply(ADA);

    assertEquals(RegistrationMailTemplates.EXISTS, fixture.messages.sent().get(0).template());
    assertFalse(fixture.messages.sent().get(0).model().toString().contains("token="));
  }

  @Test
  void notifiesOwnerOfAccountStoredInOtherCase() { // no account can be made with it
    fixture.users.with(ACME, aUser().withId("usr_eve").withEmail("Eve@Example.com").build());
    var taken = apply(EVE).page().html();

    var message = fixture.messages.sent().get(0);
    assertEquals(RegistrationMailTemplates.EXISTS, message.template());
    assertFalse(message.model().toString().contains("token="));
    assertEquals(apply("bob@example.com").page().html().replace("bob@", "eve@"), taken);
  }

  @Test
  void reportsInvalidFields() {
    fixture.post(fixture.register, "email", "no address", "password", "short");

    assertEquals(
        Map.of("email", "email", "password", "password.too_short"),
        fixture.pages.last().model().get("errors"));
  }

  @Test
  void rejectsEmailAsPassword() {
    fixture.post(fixture.register, "email", EVE, "password", EVE);

    assertEquals(
        Map.of("password", "contains-identifier"), fixture.pages.last().model().get("errors"));
  }

  @Test
  void rejectsCrossSiteForm() {
    var form =
        FakeHttpExchange.form(ACME, "/page")
            .withParameter("email", EVE)
            .withParameter("password", GOOD)
            .withHeader("Sec-Fetch-Site", "cross-site");

    assertEquals(
        403, assertThrows(ApiException.class, () -> fixture.call(fixture.register, form)).status());
  }

  @Test
  void linksBackToOriginalSignIn() {
    fixture.post(fixture.register, "email", EVE, "password", GOOD, "attempt", "abc");
    fixture.post(fixture.confirm, "token", fixture.token(), "password", GOOD);

    assertEquals(
        "/t/acme/login?attempt=abc&existing", fixture.pages.last().model().get("continueUrl"));
  }

  @Test
  void providesEveryMessageInEachLanguage() throws Exception {
    var templates = new RegistrationMailTemplates();
    for (String name : templates.names()) {
      for (String language : new String[] {"en", "de", "es", "ja"}) {
        var template = templates.template(name, Locale.forLanguageTag(language)).orElseThrow();
        assertTrue(template.text().contains("${link}"), name + " " + language);
        assertTrue(template.subject().isPresent(), name + " " + language);
      }
    }
  }

  private FakeHttpExchange apply(String email) {
    return fixture.post(fixture.register, "email", email, "password", GOOD);
  }
}
