/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.registration.RegistrationPageFixture.ACME;
import static org.lumoauth.authn.registration.RegistrationPageFixture.ADA;
import static org.lumoauth.authn.registration.RegistrationPageFixture.GLOBEX;
import static org.lumoauth.authn.registration.RegistrationPageFixture.GOOD;
import static org.lumoauth.testkit.builder.TestBuilders.aUser;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;

class PasswordRecoveryTest {
  private final RegistrationPageFixture fixture = new RegistrationPageFixture();

  @Test
  void sendsLinkWithConfiguredBaseUrl() {
    fixture.post(fixture.forgot, "identifier", ADA);

    var sent = fixture.messages.sent().get(0);
    assertEquals(ADA, sent.to());
    assertTrue(
        sent.model()
            .get("link")
            .toString()
            .matches("https://id\\.example\\.com/t/acme/reset-password\\?token=[\\w-]{43}"));
  }

  @Test
  void usesUiLocalesOfClient() {
    var opened = FakeHttpExchange.get(ACME, "/page").withParameter("ui_locales", "de");
    fixture.call(fixture.forgot, opened);
    assertEquals(Locale.GERMAN, fixture.pages.last().locales().get(0));
    assertEquals(Map.of("ui_locales", "de"), fixture.pages.last().model().get("hidden"));

    fixture.post(fixture.forgot, "identifier", ADA, "ui_locales", "de");

    assertEquals(Locale.GERMAN, fixture.pages.last().locales().get(0));
    assertEquals(Locale.GERMAN, fixture.messages.sent().get(0).locales().get(0));
  }

  @Test
  void matchesEmailCaseInsensitively() { // as the sign-in does
    fixture.post(fixture.forgot, "identifier", ADA.toUpperCase(Locale.ROOT));

    assertEquals(ADA, fixture.messages.sent().get(0).to());
  }

  @Test
  void setsNewPasswordByLink() {
    fixture.post(fixture.forgot, "identifier", ADA);

    fixture.post(fixture.reset, "token", fixture.token(), "password", GOOD);

    assertTrue(fixture.passwords.matches(ACME, aUserRef().id(), GOOD.toCharArray()));
    assertEquals(List.of(ADA), fixture.milestones.proven());
  }

  @Test
  void clearsFailedAttemptsAndRemembersBrowserAfterReset() { // lockout abuse
    fixture.recoveringBy("known=name.mark");
    fixture.post(fixture.forgot, "identifier", ADA);
    assertEquals(List.of(), fixture.recovered);

    var done = fixture.post(fixture.reset, "token", fixture.token(), "password", GOOD);

    assertEquals(List.of(aUserRef()), fixture.recovered);
    assertEquals("known=name.mark", done.responseHeader("Set-Cookie"));
  }

  @Test
  void keepsFailedAttemptsAfterFailedReset() {
    fixture.recoveringBy("known=name.mark");
    fixture.post(fixture.forgot, "identifier", ADA);

    fixture.get(fixture.reset, fixture.token());
    fixture.post(fixture.reset, "token", fixture.token(), "password", "short");
    fixture.post(fixture.reset, "token", "another", "password", GOOD);

    assertEquals(List.of(), fixture.recovered);
  }

  @Test
  void notifiesOwnerOfChangedPassword() {
    fixture.post(fixture.forgot, "identifier", ADA);
    fixture.post(fixture.reset, "token", fixture.token(), "password", GOOD);

    var sent = fixture.messages.sent().get(1);
    assertEquals(ADA, sent.to());
    assertEquals("password-changed", sent.template());
    assertEquals("https://id.example.com/t/acme/forgot-password", sent.model().get("link"));
  }

  @Test
  void queuesChangeNotificationBeforeResponding() { // what is done later may be dropped
    var later = new ArrayList<Runnable>();
    var full = new RegistrationPageFixture(later::add);
    full.post(full.forgot, "identifier", ADA);
    later.remove(0).run();

    full.post(full.reset, "token", full.token(), "password", GOOD);

    assertEquals(List.of(), later);
    assertEquals("password-changed", full.messages.sent().get(1).template());
  }

  @Test
  void changesThePasswordWhenTheNotificationFails() {
    fixture.post(fixture.forgot, "identifier", ADA);
    fixture.post.messages = null;

    fixture.post(fixture.reset, "token", fixture.token(), "password", GOOD);

    assertTrue(fixture.passwords.matches(ACME, aUserRef().id(), GOOD.toCharArray()));
  }

  @Test
  void answersSameForUnknownAccount() { // user enumeration
    var known = fixture.post(fixture.forgot, "identifier", ADA).page().html();
    var unknown = fixture.post(fixture.forgot, "identifier", "eve@example.com").page().html();

    assertEquals(known.replace(ADA, "X"), unknown.replace("eve@example.com", "X"));
    assertEquals(1, fixture.messages.sent().size());
  }

  @Test
  void sendsNoLinkToABlockedUser() {
    fixture.users.with(
        ACME, aUser().withId("usr_b").withEmail("bob@example.com").withBlocked().build());

    fixture.post(fixture.forgot, "identifier", "bob@example.com");

    assertEquals(List.of(), fixture.messages.sent());
  }

  @Test
  void redirectsToSignInIfPasswordsAreDisabled() {
    fixture.post(fixture.forgot, "identifier", ADA);
    var token = fixture.token();
    fixture.withoutPasswords();

    for (var answer :
        List.of(
            fixture.get(fixture.forgot, ""),
            fixture.post(fixture.forgot, "identifier", ADA),
            fixture.get(fixture.reset, token),
            fixture.post(fixture.reset, "token", token, "password", GOOD))) {
      assertEquals("https://id.example.com/t/acme/login", answer.location());
    }
    assertEquals(1, fixture.messages.sent().size());
    assertFalse(fixture.passwords.matches(ACME, aUserRef().id(), GOOD.toCharArray()));
    assertEquals(Optional.empty(), fixture.links.recoveryPath(ACME));
  }

  @Test
  void acceptsLinkOnce() {
    fixture.post(fixture.forgot, "identifier", ADA);
    var token = fixture.token();
    fixture.post(fixture.reset, "token", token, "password", GOOD);

    var again = fixture.post(fixture.reset, "token", token, "password", "another good one");

    assertOver(again);
    assertTrue(fixture.passwords.matches(ACME, aUserRef().id(), GOOD.toCharArray()));
  }

  @Test
  void acceptsOnlyNewestLink() {
    fixture.post(fixture.forgot, "identifier", ADA);
    var older = fixture.token();
    fixture.post(fixture.forgot, "identifier", ADA);

    assertEquals(410, fixture.post(fixture.reset, "token", older, "password", GOOD).status());
  }

  @Test
  void expiresLinkAfterHalfAnHour() {
    fixture.post(fixture.forgot, "identifier", ADA);
    fixture.now = fixture.now.plus(Duration.ofMinutes(30));

    assertEquals(410, fixture.get(fixture.reset, fixture.token()).status());
  }

  @Test
  void rejectsLinkAfterEmailChange() {
    fixture.post(fixture.forgot, "identifier", ADA);
    fixture.users.with(ACME, aUser().withEmail("ada@example.net").build());

    assertEquals(410, fixture.get(fixture.reset, fixture.token()).status());
    assertOver(fixture.post(fixture.reset, "token", fixture.token(), "password", GOOD));
    assertFalse(fixture.passwords.matches(ACME, aUserRef().id(), GOOD.toCharArray()));
  }

  @Test
  void rejectsLinkOfUserBlockedLater() {
    fixture.post(fixture.forgot, "identifier", ADA);
    fixture.users.with(ACME, aUser().withBlocked().build());

    assertEquals(410, fixture.get(fixture.reset, fixture.token()).status());
    assertOver(fixture.post(fixture.reset, "token", fixture.token(), "password", GOOD));
  }

  @ParameterizedTest
  @ValueSource(strings = {"subject.disabled", "subject.deleted", "user.password-changed"})
  void rejectsLinkIssuedBeforeRevocation(String type) {
    fixture.post(fixture.forgot, "identifier", ADA);

    fixture.ends.onEvent(new DomainEvent(type, ACME.id(), aUserRef().id()));

    assertOver(fixture.post(fixture.reset, "token", fixture.token(), "password", GOOD));
  }

  @Test
  void keepsLinkIssuedAfterMissedEvent() {
    var ended = new DomainEvent("user.password-changed", ACME.id(), aUserRef().id());
    fixture.post(fixture.forgot, "identifier", ADA);

    fixture.ends.onMissedEvent(ended, fixture.now.minusSeconds(1));
    assertEquals(200, fixture.get(fixture.reset, fixture.token()).status());
    fixture.ends.onMissedEvent(ended, fixture.now);
    assertEquals(410, fixture.get(fixture.reset, fixture.token()).status());
  }

  @Test
  void rejectsLinkInOtherTenant() {
    fixture.post(fixture.forgot, "identifier", ADA);
    var form = FakeHttpExchange.form(GLOBEX, "/page").withParameter("token", fixture.token());

    assertOver(fixture.call(fixture.reset, form.withParameter("password", GOOD)));
  }

  @Test
  void keepsLinkIfPasswordIsRejected() {
    fixture.post(fixture.forgot, "identifier", ADA);

    var refused = fixture.post(fixture.reset, "token", fixture.token(), "password", "short");

    assertEquals(422, refused.status());
    assertEquals(
        200, fixture.post(fixture.reset, "token", fixture.token(), "password", GOOD).status());
  }

  @Test
  void keepsLinkUsableAfterOpening() {
    fixture.post(fixture.forgot, "identifier", ADA);
    fixture.get(fixture.reset, fixture.token());

    assertEquals("reset", fixture.shown());
    assertEquals(
        200, fixture.post(fixture.reset, "token", fixture.token(), "password", GOOD).status());
  }

  /** Whoever has one address of a /64 has them all. */
  @Test
  void countsIpv6NetworkAsOneAddress() {
    int last = 200;
    for (int i = 1; last == 200 && i < 1_000; i++) {
      last = asking("2001:db8:1:2::" + Integer.toHexString(i)).status();
    }

    assertEquals(429, last);
    assertEquals(200, asking("2001:db8:1:3::1").status());
  }

  private FakeHttpExchange asking(String from) {
    var form = FakeHttpExchange.form(ACME, "/page").withParameter("identifier", "eve@example.com");
    return fixture.call(fixture.forgot, form.withRemoteAddress(from));
  }

  @Test
  void limitsMessagesPerRecipient() {
    for (int i = 0; i < 10; i++) {
      fixture.post(fixture.forgot, "identifier", ADA);
    }

    assertEquals(RegistrationPageSupport.RECIPIENT.attempts(), fixture.messages.sent().size());
  }

  @Test
  void limitsFormsPerAddress() {
    for (int i = 0; i < RegistrationPageSupport.ADDRESS.attempts(); i++) {
      fixture.post(fixture.forgot, "identifier", "x" + i + "@example.com");
    }

    assertEquals(429, fixture.post(fixture.forgot, "identifier", ADA).status());
  }

  @Test
  void auditsSentLinkWithoutSecret() {
    fixture.post(fixture.forgot, "identifier", ADA);

    var event = fixture.audit.last(ACME.id()).event();
    assertEquals("user.password_reset_sent", event.action());
    assertFalse(event.toString().contains(fixture.token()));
  }

  @Test
  void verifiesEmailAfterConfirmation() {
    var user = aUser().build();
    fixture.post.sendVerification(ACME, user, List.of(), AuditInitiator.server("test"));

    var opened = fixture.get(fixture.verify, fixture.token());
    assertEquals(200, opened.status());
    assertEquals("verify", fixture.shown());
    assertEquals(List.of(), fixture.milestones.proven(), "mail scanners open links");

    var sent = fixture.post(fixture.verify, "token", hidden("token"));
    assertEquals(200, sent.status());
    assertEquals("verified", fixture.shown());
    assertEquals(List.of(ADA), fixture.milestones.proven());
  }

  @Test
  void rejectsCrossSiteVerification() {
    fixture.post.sendVerification(ACME, aUser().build(), List.of(), AuditInitiator.server("test"));
    var form =
        FakeHttpExchange.form(ACME, "/page")
            .withParameter("token", fixture.token())
            .withHeader("Sec-Fetch-Site", "cross-site");

    assertThrows(ApiException.class, () -> fixture.verify.handle(form));
    assertEquals(List.of(), fixture.milestones.proven());
  }

  @Test
  void reportsExpiredVerificationLink() {
    for (var answer :
        List.of(
            fixture.get(fixture.verify, "unknown"), fixture.post(fixture.verify, "token", "x"))) {
      assertEquals(410, answer.status());
      assertEquals("verified", fixture.shown());
    }
  }

  @Test
  void rejectsVerificationLinkForReset() {
    fixture.post.sendVerification(ACME, aUser().build(), List.of(), AuditInitiator.server("test"));

    assertOver(fixture.get(fixture.reset, fixture.token()));
  }

  private String hidden(String name) {
    return (String) ((Map<?, ?>) fixture.pages.last().model().get("hidden")).get(name);
  }

  /** The page says that the link is of no use (any more). */
  private void assertOver(FakeHttpExchange answer) {
    assertEquals(410, answer.status());
    assertEquals("reset-done", fixture.shown());
    assertEquals(false, fixture.pages.last().model().get("done"));
  }
}
