/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.account.AccountPageFixture.ACME;
import static org.lumoauth.authn.account.AccountPageFixture.ADA;
import static org.lumoauth.authn.account.AccountPageFixture.PASSWORD;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;

class AccountPasswordEndpointTest {

  private static final String NEXT = "mauve otter lamp";

  private final AccountPageFixture account = new AccountPageFixture();

  @Test
  void changesPasswordGivenCurrentPassword() {
    var answer = change(PASSWORD, NEXT);

    assertEquals(AccountSection.PASSWORD.path(ACME) + "?done=1", answer.location());
    assertTrue(isNow(NEXT));
    assertEquals(account.session.subject(), account.passwords.setBy().get(0).actor());
    assertTrue(account.passwords.setBy().get(0).request().isPresent());
    assertEquals(List.of(), account.log.actions(ACME.id()), "whoever keeps passwords records it");
  }

  @Test
  void rejectsAndAuditsWrongCurrentPassword() {
    var answer = change("guess", NEXT);

    assertEquals(422, answer.status());
    assertEquals(Optional.of("wrong"), account.error("current"));
    assertTrue(isNow(PASSWORD));
    assertEquals(List.of("user.password_changed"), account.log.actions(ACME.id()));
    assertEquals(AuditOutcome.DENIED, account.log.last(ACME.id()).event().outcome());
  }

  @Test
  void rateLimitsPasswordGuesses() {
    for (int i = 0; i < AccountPasswordChangeService.LIMIT.attempts(); i++) {
      change("guess " + i, NEXT);
    }

    var answer = change(PASSWORD, NEXT);

    assertEquals(429, answer.status());
    assertEquals(Optional.of("throttled"), account.error("current"));
    assertTrue(isNow(PASSWORD));
    account.pass(AccountPasswordChangeService.LIMIT.window());
    assertEquals(303, change(PASSWORD, NEXT).status());
  }

  @Test
  void countsNoAttemptForCorrectPassword() {
    change(PASSWORD, "short");

    assertEquals(0, account.limiter.attempts(ACME, AccountPasswordChangeService.KIND));
  }

  @Test
  void explainsRejectedPasswords() {
    change(PASSWORD, "short");
    assertEquals(Optional.of("too-short"), account.error("password"));

    change(PASSWORD, PASSWORD);
    assertEquals(Optional.of("same"), account.error("password"));

    change(PASSWORD, "");
    assertEquals(Optional.of("missing"), account.error("password"));

    change("", NEXT);
    assertEquals(Optional.of("missing"), account.error("current"));
    assertTrue(isNow(PASSWORD));
  }

  @Test
  void changesNoPasswordIfAuditFails() {
    account.get(AccountSection.PASSWORD);
    account.log.unavailable();

    assertThrows(ApiException.class, () -> change(PASSWORD, NEXT));
    assertTrue(isNow(PASSWORD));
  }

  @Test
  void omitsPasswordsFromPageAndAudit() {
    change("guess", NEXT);

    String page = account.pages.last().model().toString();
    assertFalse(page.contains("guess"));
    assertFalse(page.contains(NEXT));
    String records = account.log.last(ACME.id()).toString();
    assertFalse(records.contains("guess"));
  }

  @Test
  void endsOtherSessionsAfterChange() {
    account.sessions.of(ACME, ADA);

    change(PASSWORD, NEXT);

    assertEquals(List.of(account.session.id()), account.sessions.kept());
  }

  private FakeHttpExchange change(String current, String next) {
    return account.post(AccountSection.PASSWORD, Map.of("current", current, "password", next));
  }

  private boolean isNow(String password) {
    return account.passwords.matches(ACME, ADA, password.toCharArray());
  }
}
