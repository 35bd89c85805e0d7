/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.magiclink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.magiclink.MagicLinkFixture.ACME;
import static org.lumoauth.authn.magiclink.MagicLinkFixture.ADA;
import static org.lumoauth.authn.magiclink.MagicLinkFixture.ADA_REF;
import static org.lumoauth.authn.magiclink.MagicLinkFixture.GLOBEX;
import static org.lumoauth.authn.magiclink.MagicLinkFixture.HERE;
import static org.lumoauth.authn.magiclink.MagicLinkFixture.PEER;
import static org.lumoauth.testkit.builder.TestBuilders.aUser;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.authn.AuthenticationMethod.AuthenticationStep;
import org.lumoauth.api.authn.AuthenticationMethod.SignInAttempt;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;

class MagicLinkAuthenticationMethodTest {
  private static final AuthenticationStep SUCCESS = new AuthenticationStep.SuccessStep(ADA_REF);
  private static final AuthenticationStep FAILURE = new AuthenticationStep.FailureStep("expired");
  private static final SubjectRef NOBODY = new SubjectRef(SubjectRef.USER, "unknown-x");

  private final MagicLinkFixture fixture = new MagicLinkFixture();

  @Test
  void signsInAfterLinkIsConfirmed() {
    assertEquals(SUCCESS, fixture.finish(fixture.sent()));
  }

  @Test
  void sendsLinkWithConfiguredBaseUrlInUserLanguage() {
    fixture.begin(ADA_REF);

    var sent = fixture.messages.sent().get(0);
    assertEquals(ADA, sent.to());
    assertEquals(List.of(Locale.GERMAN), sent.locales());
    assertEquals("15", sent.model().get("expires_in"));
    assertEquals(PEER, sent.model().get("ip_address"));
    assertTrue(
        sent.model()
            .get("link")
            .toString()
            .matches("https://id\\.example\\.com/t/acme/magic-link\\?token=[\\w-]{43}"));
  }

  @Test
  void isUnavailableUnlessEnabled() {
    assertFalse(fixture.method.isAvailable(GLOBEX, Optional.empty()));
    assertTrue(fixture.method.isAvailable(ACME, Optional.empty()));
  }

  @Test
  void isUnavailableWithoutMail() {
    fixture.mail.messages = null;

    assertFalse(fixture.method.isAvailable(ACME, Optional.empty()));
  }

  @Test
  void replacesPasswordIfExclusive() {
    assertEquals(Set.of(), fixture.method.replacedMethods(ACME));
    fixture.on(ACME, "only");

    assertEquals(Set.of("password"), fixture.method.replacedMethods(ACME));
  }

  @Test
  void replacesPasswordIfExclusiveDespiteMissingMail() { // no way around by stopping the mail
    fixture.on(ACME, "only");
    fixture.mail.messages = null;

    assertEquals(Set.of("password"), fixture.method.replacedMethods(ACME));
  }

  @Test
  void replacesNoMethodIfDisabled() {
    fixture.on(GLOBEX, "only");

    assertEquals(Set.of(), fixture.method.replacedMethods(GLOBEX));
  }

  @Test
  void keepsLinkUsableAfterOpening() { // mail scanners
    var secret = fixture.sent();
    fixture.opened(HERE, secret);
    fixture.opened("att_scanner", secret);

    assertEquals(SUCCESS, fixture.finish(secret));
  }

  @Test
  void acceptsLinkOnce() {
    var page = fixture.opened(HERE, fixture.sent());

    assertEquals(SUCCESS, fixture.finish(ACME, page));
    assertEquals(FAILURE, fixture.finish(ACME, page));
  }

  @Test
  void invalidatesOtherLinksOnUse() {
    var first = fixture.sent();
    var second = fixture.opened(HERE, fixture.sent());
    fixture.finish(first);

    assertEquals(FAILURE, fixture.finish(ACME, second));
  }

  @Test
  void keepsLinkAfterAnotherIsSent() { // else whoever asks for one ends the owner's
    var first = fixture.sent();
    fixture.sent();

    assertEquals(SUCCESS, fixture.finish(first));
  }

  @Test
  void expiresLinkAfterFifteenMinutes() {
    var page = fixture.opened(HERE, fixture.sent());
    fixture.now = fixture.now.plus(Duration.ofMinutes(15));

    assertEquals(FAILURE, fixture.finish(ACME, page));
  }

  @Test
  void appliesConfiguredLinkLifetime() {
    fixture.settings.change(ACME, MagicLinkSettings.SECTION, Map.of("expiry", 60L));
    var page = fixture.opened(HERE, fixture.sent());
    fixture.now = fixture.now.plus(Duration.ofMinutes(59));

    assertEquals(SUCCESS, fixture.finish(ACME, page));
  }

  @Test
  void keepsLifetimeOfEarlierLink() {
    fixture.settings.change(ACME, MagicLinkSettings.SECTION, Map.of("expiry", 60L));
    var page = fixture.opened(HERE, fixture.sent());
    fixture.settings.change(ACME, MagicLinkSettings.SECTION, Map.of("expiry", 1L));
    fixture.sent();
    fixture.now = fixture.now.plus(Duration.ofMinutes(30));

    assertEquals(SUCCESS, fixture.finish(ACME, page));
  }

  @Test
  void rejectsLinkInOtherTenant() {
    fixture.on(GLOBEX, "enabled");
    fixture.users.with(GLOBEX, aUser().withEmail(ADA).build());
    var secret = fixture.sent();

    assertFalse(fixture.method.isValidLink(GLOBEX, secret));
    assertEquals(FAILURE, fixture.finish(GLOBEX, fixture.opened(HERE, secret)));
  }

  @Test
  void rejectsLinkAfterEmailChange() {
    var page = fixture.opened(HERE, fixture.sent());
    fixture.users.with(ACME, aUser().withEmail("new@example.com").build());

    assertEquals(FAILURE, fixture.finish(ACME, page));
  }

  @Test
  void rejectsLinkOfBlockedOrInactiveUser() {
    for (var barred : List.of(aUser().withBlocked().build(), aUser().inactive().build())) {
      fixture.users.with(ACME, aUser().build());
      var page = fixture.opened(HERE, fixture.sent());
      fixture.users.with(ACME, barred);

      assertEquals(FAILURE, fixture.finish(ACME, page));
    }
  }

  @Test
  void rejectsLinkIssuedBeforeRevocationEvent() {
    for (String end : List.of("subject.disabled", "subject.deleted", "user.password-changed")) {
      var page = fixture.opened(HERE, fixture.sent());
      fixture.ends.onEvent(new DomainEvent(end, ACME.id(), ADA_REF.id()));

      assertEquals(FAILURE, fixture.finish(ACME, page), end);
    }
  }

  @Test
  void rejectsLinkAfterMethodIsDisabled() {
    var page = fixture.opened(HERE, fixture.sent());
    fixture.settings.change(ACME, MagicLinkSettings.SECTION, Map.of("enabled", false));

    assertEquals(FAILURE, fixture.finish(ACME, page));
  }

  @Test
  void sendsNoLinkToBlockedOrInactiveUser() {
    for (var barred : List.of(aUser().withBlocked().build(), aUser().inactive().build())) {
      fixture.users.with(ACME, barred);
      fixture.begin(ADA_REF);
    }

    assertEquals(List.of(), fixture.messages.sent());
  }

  @Test
  void showsSamePageForUnknownAccount() { // user enumeration
    assertEquals(fixture.begin(ADA_REF), fixture.begin(NOBODY));
    assertEquals(1, fixture.messages.sent().size());
  }

  @Test
  void limitsUnknownAccountsLikeKnownOnes() {
    for (int i = 0; i < MagicLinkLimiter.ACCOUNT_AND_ADDRESS.attempts(); i++) {
      assertInstanceOf(AuthenticationStep.PromptStep.class, fixture.begin(ADA_REF));
      assertInstanceOf(AuthenticationStep.PromptStep.class, fixture.begin(NOBODY));
    }

    assertInstanceOf(AuthenticationStep.RateLimitStep.class, fixture.begin(ADA_REF));
    assertEquals(fixture.begin(ADA_REF), fixture.begin(NOBODY));
  }

  @Test
  void limitsAccountsPerAddress() {
    for (int i = 0; i < MagicLinkLimiter.ADDRESS.attempts(); i++) {
      fixture.begin(new SubjectRef(SubjectRef.USER, "unknown-" + i));
    }

    assertInstanceOf(AuthenticationStep.RateLimitStep.class, fixture.begin(ADA_REF));
  }

  @Test
  void limitsMessagesPerRecipient() { // flooding a mailbox
    for (int i = 0; i < 30; i++) {
      askFrom("2001:db8:" + i + "::1", Optional.empty());
    }

    assertEquals(MagicLinkLimiter.RECIPIENT.attempts(), fixture.messages.sent().size());
  }

  @Test
  void exemptsKnownBrowserFromRecipientLimit() { // lockout abuse
    for (int i = 0; i < 30; i++) {
      askFrom("2001:db8:" + i + "::1", Optional.empty());
    }

    askFrom(PEER, Optional.of("known"));

    assertEquals(MagicLinkLimiter.RECIPIENT.attempts() + 1, fixture.messages.sent().size());
  }

  @Test
  void countsIpv6NetworkAsOneAddress() {
    for (int i = 0; i < MagicLinkLimiter.ACCOUNT_AND_ADDRESS.attempts(); i++) {
      askFrom("2001:db8::" + i, Optional.empty());
    }

    assertInstanceOf(
        AuthenticationStep.RateLimitStep.class, askFrom("2001:db8::ffff", Optional.empty()));
  }

  @Test
  void verifiesEmailOnSignIn() {
    var page = fixture.opened(HERE, fixture.sent());
    assertEquals(List.of(), fixture.milestones.proven());

    fixture.finish(ACME, page);

    assertEquals(List.of(ADA), fixture.milestones.proven());
  }

  @Test
  void showsRequestOriginIfOpenedElsewhere() {
    var secret = fixture.sent();
    fixture.now = fixture.now.plusSeconds(90);

    var elsewhere = fixture.opened("att_elsewhere", secret).model();

    assertEquals(true, elsewhere.get("elsewhere"));
    assertEquals(PEER, elsewhere.get("requestedFrom"));
    assertEquals(90L, elsewhere.get("requestedSecondsAgo"));
    assertEquals(false, fixture.opened(HERE, secret).model().get("elsewhere"));
  }

  @Test
  void acceptsLinkOnlyInItsSignIn() {
    var input = Map.of(AuthenticationMethod.LINK, fixture.sent());
    var who = Optional.of(ADA_REF);

    var another = MagicLinkFixture.attempt("att_another", who, Map.of());
    assertEquals(FAILURE, fixture.method.proceed(ACME, another, input));
    var here = MagicLinkFixture.attempt(HERE, who, Map.of());
    assertEquals(SUCCESS, fixture.method.proceed(ACME, here, input));
  }

  @Test
  void omitsLinkSecretFromState() {
    var secret = fixture.sent();
    var page = fixture.opened(HERE, secret);

    assertFalse(page.toString().contains(secret));
  }

  @Test
  void sendsAnotherLinkOnRequest() {
    var ask = (AuthenticationStep.PromptStep) fixture.begin(ADA_REF);
    var attempt = MagicLinkFixture.attempt(HERE, Optional.of(ADA_REF), ask.state());

    var again =
        (AuthenticationStep.PromptStep)
            fixture.method.proceed(ACME, attempt, Map.of("again", "true"));

    assertEquals(true, again.model().get("resent"));
    assertEquals(2, fixture.messages.sent().size());
  }

  @Test
  void auditsSentLinkWithoutSecret() {
    var secret = fixture.sent();

    var event = fixture.audit.last(ACME.id()).event();
    assertEquals("user.magic_link_sent", event.action());
    assertEquals(PEER, event.details().get("requested_from"));
    assertFalse(event.toString().contains(secret));
  }

  private AuthenticationStep askFrom(String peer, Optional<String> knownBrowser) {
    return fixture.method.begin(
        ACME,
        new SignInAttempt(HERE, Optional.of(ADA_REF), Map.of(), peer, knownBrowser, List.of()));
  }
}
