/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.devicecode.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.oauth.grant.devicecode.DeviceCodeFixture.ACME;
import static org.lumoauth.oauth.grant.devicecode.DeviceCodeFixture.GLOBEX;
import static org.lumoauth.oauth.grant.devicecode.DeviceCodeFixture.client;
import static org.lumoauth.oauth.grant.devicecode.DeviceCodeFixture.with;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.oauth.grant.devicecode.DeviceCodeFixture;
import org.lumoauth.testkit.builder.ClientBuilder;

class DevicePageTest {

  private final DeviceCodeFixture world = new DeviceCodeFixture();

  @Test
  void showsCodeFormBeforeSignIn() {
    var shown = world.open(Map.of());

    assertEquals(200, shown.status());
    assertEquals("device-code", world.pages.last().template());
    assertEquals(Map.of(), world.hidden());
  }

  @Test
  void prefillsCodeFromLinkWithoutLookup() {
    world.signIn();
    world.open(Map.of("user_code", (String) world.begun().get("user_code")));

    assertEquals("device-code", world.pages.last().template());
    assertTrue(world.pages.last().model().containsKey("userCode"));
  }

  @Test
  void doesNotPrefillMalformedCode() {
    world.open(Map.of("user_code", "<script>alert(1)</script>"));

    assertFalse(world.pages.last().model().containsKey("userCode"));
  }

  @Test
  void redirectsAnonymousReadersToSignInAndBack() {
    String code = (String) world.begun().get("user_code");

    var sent = world.submit(Map.of("user_code", code));

    assertEquals(303, sent.status());
    assertEquals("/t/acme/device?user_code=" + code, world.signIn.last().returnTo());
  }

  @Test
  void showsConfirmationPageForEnteredCode() {
    world.signIn();
    String code = (String) world.begun().get("user_code");

    world.enter(code.replace("-", " ").toLowerCase(Locale.ROOT));

    var model = world.pages.last().model();
    assertEquals("device-confirm", world.pages.last().template());
    assertEquals(code, model.get("userCode"));
    assertEquals(Map.of("name", "Invoice robot"), model.get("client"));
    assertEquals(List.of(Map.of("name", "email"), Map.of("name", "openid")), model.get("scopes"));
    assertEquals("192.0.2.7", ((Map<?, ?>) model.get("device")).get("address"));
  }

  @Test
  void showsRequestedResources() {
    world.signIn();
    var begun =
        world
            .begin(Map.of("scope", "openid", "resource", "https://api.example.com/payments"))
            .answer();

    world.enter((String) begun.get("user_code"));

    var model = world.pages.last().model();
    assertEquals(List.of("https://api.example.com/payments"), model.get("resources"));
  }

  @Test
  void showsSessionBoundAccessAndAccountUrl() {
    world.signIn();

    world.enter((String) world.begun().get("user_code"));

    var model = world.pages.last().model();
    assertEquals(true, model.get("session"));
    assertEquals(false, model.get("offline"));
    assertFalse(model.containsKey("lifetime"));
    assertEquals("https://id.example.com/t/acme/account", model.get("accountUrl"));
  }

  @Test
  void showsLifetimeOfOfflineAccess() {
    world.grants.setLifetime(Duration.ofDays(90));
    world.signIn();
    var begun = world.begin(Map.of("scope", "openid offline_access")).answer();

    world.enter((String) begun.get("user_code"));

    var model = world.pages.last().model();
    assertEquals(true, model.get("offline"));
    assertEquals(false, model.get("session"));
    assertEquals(Duration.ofDays(90).toSeconds(), model.get("lifetime"));
  }

  @Test
  void storesConsentAndAuditsApproval() {
    world.signIn();
    world.answer(world.begun().get("user_code"), "allow");

    assertEquals("device-done", world.pages.last().template());
    assertEquals(true, world.pages.last().model().get("allowed"));
    assertTrue(world.consents.find(ACME, aUserRef(), ClientBuilder.ID).isPresent());
    assertEquals("authorization.granted", world.log.last(ACME.id()).event().action());
  }

  @Test
  void auditsDenial() {
    world.signIn();
    world.answer(world.begun().get("user_code"), "deny");

    assertEquals(false, world.pages.last().model().get("allowed"));
    assertTrue(world.consents.find(ACME, aUserRef(), ClientBuilder.ID).isEmpty());
    assertEquals("authorization.denied", world.log.last(ACME.id()).event().action());
  }

  @Test
  void treatsUnknownDecisionAsDenial() {
    world.signIn();
    world.answer(world.begun().get("user_code"), "ALLOW");

    assertEquals(false, world.pages.last().model().get("allowed"));
  }

  @Test
  void offersAccountSwitch() {
    world.signIn();
    String code = (String) world.begun().get("user_code");

    world.open(Map.of("user_code", code, "switch", "1"));

    assertTrue(world.signIn.last().requirement().chooseAccount());
    assertEquals("/t/acme/device?user_code=" + code, world.signIn.last().returnTo());
  }

  @Test
  void showsErrorForUnknownCode() {
    world.signIn();

    assertEquals(400, world.enter("BBBB-BBBB").status());
    assertEquals("unknown", world.pages.last().model().get("error"));
    assertEquals("device-code.unknown", world.log.last(ACME.id()).event().action());
  }

  @Test
  void showsErrorForEmptyCode() {
    world.signIn();
    world.enter(" ");

    assertEquals("missing", world.pages.last().model().get("error"));
  }

  @Test
  void rejectsExpiredCode() {
    world.signIn();
    var begun = world.begun();
    world.pass(Duration.ofSeconds(600));

    world.enter(begun.get("user_code"));

    assertEquals("unknown", world.pages.last().model().get("error"));
  }

  @Test
  void rejectsAnsweredCode() {
    world.signIn();
    var code = world.begun().get("user_code");
    world.answer(code, "deny");

    world.enter(code);

    assertEquals("unknown", world.pages.last().model().get("error"));
  }

  @Test
  void rejectsCodeOfDisabledClient() {
    world.signIn();
    var code = world.begun().get("user_code");
    world.clients.with(ACME, client().disabled().build());

    world.enter(code);

    assertEquals("unknown", world.pages.last().model().get("error"));
  }

  @Test
  void throttlesCodeGuessing() {
    world.signIn();
    for (int i = 0; i < 10; i++) {
      assertEquals(400, world.enter("BBBB-BBBB").status());
    }
    var code = world.begun().get("user_code");
    world.pass(Duration.ofMinutes(4));

    var answer = world.enter(code); // not even a right one is looked at

    assertEquals(429, answer.status());
    assertEquals("360", answer.response().getHeader("Retry-After"));
    assertEquals("throttled", world.pages.last().model().get("error"));
    assertEquals("device-code.throttled", world.log.last(ACME.id()).event().action());
  }

  @Test
  void allowsEntryAfterThrottlingPeriod() {
    world.signIn();
    for (int i = 0; i < 11; i++) {
      world.enter("BBBB-BBBB");
    }
    world.pass(Duration.ofMinutes(10));

    world.enter(world.begun().get("user_code"));

    assertEquals("device-confirm", world.pages.last().template());
  }

  @Test
  void doesNotCountValidCodesAsAttempts() {
    world.signIn();
    for (int i = 0; i < 15; i++) {
      assertEquals(200, world.enter(world.begun().get("user_code")).status());
    }
  }

  @Test
  void doesNotLookUpCodeFromCrossSiteForm() {
    world.signIn();
    String code = (String) world.begun().get("user_code");

    world.submit(Map.of("user_code", code));

    assertEquals("device-code", world.pages.last().template());
    assertEquals(0, world.limiter.attempts(ACME, "device-code-account"));
  }

  @Test
  void refusesAnAnswerWithoutTheTokenOfThePage() {
    world.signIn();
    var begun = world.begun();
    world.enter(begun.get("user_code"));

    var forged =
        world.submit(Map.of("user_code", (String) begun.get("user_code"), "decision", "allow"));

    assertEquals(403, forged.status());
    assertEquals("authorization_pending", world.refusal((String) begun.get("device_code")));
  }

  @Test
  void rejectsAnswerWithFormTokenOfCodePage() {
    world.signIn();
    var begun = world.begun();
    world.open(Map.of());
    var form = with(world.hidden(), "user_code", (String) begun.get("user_code"));

    assertEquals(403, world.submit(with(form, "decision", "allow")).status());
    assertEquals("authorization_pending", world.refusal((String) begun.get("device_code")));
  }

  @Test
  void rejectsAnswerForAnotherCode() {
    world.signIn();
    var mine = world.begun();
    var another = world.begun();
    world.enter(mine.get("user_code"));
    var form = with(world.hidden(), "user_code", (String) another.get("user_code"));

    assertEquals(403, world.submit(with(form, "decision", "allow")).status());
    assertEquals("authorization_pending", world.refusal((String) another.get("device_code")));
  }

  @Test
  void refusesAnAnswerInAnotherSession() {
    world.signIn();
    world.enter(world.begun().get("user_code"));
    var form = with(world.hidden(), "decision", "allow");
    world.signIn();

    assertEquals(403, world.submit(form).status());
  }

  @Test
  void rejectsSecondAnswer() {
    world.signIn();
    var begun = world.begun();
    world.enter(begun.get("user_code"));
    var form = world.hidden();
    world.submit(with(form, "decision", "deny"));

    assertEquals(400, world.submit(with(form, "decision", "allow")).status());
    assertEquals("access_denied", world.refusal((String) begun.get("device_code")));
  }

  @Test
  void rejectsCodeOfAnotherTenant() {
    var session = world.signIn();
    world.sessions.with(GLOBEX, session);
    String code = (String) world.begun().get("user_code");
    world.open(GLOBEX, Map.of());

    var answer = world.submit(GLOBEX, with(world.hidden(), "user_code", code));

    assertEquals(400, answer.status());
    assertEquals("unknown", world.pages.last().model().get("error"));
  }
}
