/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.registration.RegistrationPageFixture.ACME;
import static org.lumoauth.authn.registration.RegistrationPageFixture.GLOBEX;
import static org.lumoauth.authn.registration.RegistrationPageFixture.GOOD;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.NewUser;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;

/** A used or expired registration link offers a new message. */
class UsedRegistrationLinkTest {
  private static final String EVE = "eve@example.com";

  private final RegistrationPageFixture fixture = new RegistrationPageFixture();

  @Test
  void offersNewMessage() {
    var token = used();

    var page = fixture.get(fixture.confirm, token);

    assertEquals(410, page.status());
    assertEquals("link-over", fixture.shown());
    assertEquals(EVE, fixture.pages.last().model().get("email"));
    assertEquals(
        Map.of("token", token, "again", "true"), fixture.pages.last().model().get("hidden"));
  }

  @Test
  void revealsExistingAccountOnlyInMessage() { // user enumeration
    var token = used();
    int before = fixture.messages.sent().size();

    var answer = again(token);

    assertEquals(200, answer.status());
    assertEquals("check-mail", fixture.shown());
    assertEquals(before + 1, fixture.messages.sent().size());
    assertEquals(RegistrationMailTemplates.EXISTS, fixture.messages.sent().get(before).template());
  }

  @Test
  void sendsNewLinkThatRequestsPassword() {
    var token = expired();

    again(token);

    assertEquals(RegistrationMailTemplates.REGISTER, fixture.messages.sent().get(1).template());
    fixture.get(fixture.confirm, fixture.token());
    assertEquals("reset", fixture.shown());
    fixture.post(fixture.confirm, "token", fixture.token(), "password", GOOD);
    assertTrue(fixture.users.find(ACME, EVE).isPresent());
  }

  @Test
  void showsSamePageForExistingAccount() { // user enumeration
    var token = expired();
    fixture.get(fixture.confirm, token);
    var without = new HashMap<>(fixture.pages.last().model());
    again(token);
    var sentWithout = new HashMap<>(fixture.pages.last().model());

    fixture.users.create(ACME, new NewUser(EVE, Optional.empty(), Optional.of(GOOD), true));

    fixture.get(fixture.confirm, token);
    assertEquals(without, fixture.pages.last().model());
    again(token);
    assertEquals(sentWithout, fixture.pages.last().model());
  }

  @Test
  void limitsMessagesPerRecipient() { // mail without end
    var token = expired(); // the first message was sent more than an hour ago
    int before = fixture.messages.sent().size();

    for (int i = 0; i < 15; i++) {
      assertEquals(200, again(token).status());
    }

    assertEquals(
        before + RegistrationPageSupport.RECIPIENT.attempts(), fixture.messages.sent().size());
  }

  @Test
  void rateLimitsRepeatedForms() {
    var token = expired();
    for (int i = 0; i < RegistrationPageSupport.ADDRESS.attempts(); i++) {
      again(token);
    }

    assertEquals(429, again(token).status());
    assertEquals("throttled", fixture.pages.last().model().get("error"));
  }

  @Test
  void showsRegistrationFormForForgottenLink() {
    var token = expired();
    fixture.now = fixture.now.plus(MailTokenStore.AGAIN);

    fixture.get(fixture.confirm, token);

    assertEquals("link-over", fixture.shown());
    assertFalse(fixture.pages.last().model().containsKey("email"));
    assertEquals("/t/acme/register", fixture.pages.last().model().get("registerUrl"));
    assertEquals(410, again(token).status());
    assertEquals(1, fixture.messages.sent().size());
  }

  @Test
  void rejectsLinkOfOtherTenant() {
    fixture.settings.change(GLOBEX, RegistrationSettings.SECTION, Map.of("enabled", true));
    var token = expired();

    fixture.call(
        fixture.confirm,
        FakeHttpExchange.form(GLOBEX, "/page")
            .withParameter("token", token)
            .withParameter("again", "true"));

    assertEquals(1, fixture.messages.sent().size());
  }

  private FakeHttpExchange again(String token) {
    return fixture.post(fixture.confirm, "token", token, "again", "true");
  }

  private String applied() {
    fixture.post(fixture.register, "email", EVE, "password", GOOD);
    return fixture.token();
  }

  private String used() {
    var token = applied();
    fixture.post(fixture.confirm, "token", token, "password", GOOD);
    return token;
  }

  private String expired() {
    var token = applied();
    fixture.now = fixture.now.plus(Duration.ofHours(2));
    return token;
  }
}
