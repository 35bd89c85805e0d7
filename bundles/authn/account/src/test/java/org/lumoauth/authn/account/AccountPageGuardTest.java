/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.account.AccountPageFixture.ACME;
import static org.lumoauth.authn.account.AccountPageFixture.ADA;
import static org.lumoauth.authn.account.AccountPageFixture.EVE;
import static org.lumoauth.authn.account.AccountPageFixture.GLOBEX;
import static org.lumoauth.authn.account.AccountPageFixture.PASSWORD;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lumoauth.api.authn.SessionService.NewSession;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.builder.TestBuilders;

/** Who is let in, and whose forms are read. */
class AccountPageGuardTest {

  private final AccountPageFixture account = new AccountPageFixture();

  @ParameterizedTest
  @EnumSource(AccountSection.class)
  void showsPageToSignedInUser(AccountSection section) {
    assertEquals(200, account.get(section).status());
    assertEquals("account-" + section.text(), account.pages.last().template());
  }

  @ParameterizedTest
  @EnumSource(AccountSection.class)
  void showsPageDespitePendingSignInStep(AccountSection section) {
    account.signIn.setPendingForAll(true);

    assertEquals(200, account.get(section).status());
  }

  @ParameterizedTest
  @EnumSource(AccountSection.class)
  void redirectsAnonymousUserToSignIn(AccountSection section) {
    var answer = account.send(section, FakeHttpExchange.get(ACME, "/account"), "none");

    assertEquals(303, answer.status());
    assertTrue(answer.location().contains("/login"), answer.location());
    assertEquals(
        "/t/" + ACME.slug() + "/account/" + section.text(), account.signIn.last().returnTo());
  }

  @ParameterizedTest
  @EnumSource(AccountSection.class)
  void ignoresSessionOfOtherTenant(AccountSection section) {
    var theirs = account.sessions.of(GLOBEX, ADA);

    var answer = account.send(section, FakeHttpExchange.get(ACME, "/account"), theirs.id());

    assertEquals(303, answer.status());
    assertEquals(1, account.signIn.count());
  }

  @ParameterizedTest
  @EnumSource(AccountSection.class)
  void rejectsFormWithoutToken(AccountSection section) {
    var answer = account.postAsIs(section, everything());

    assertEquals(403, answer.status());
    assertEquals("form_refused", account.shown("code"));
    assertEquals(section.path(ACME), account.shown("retryUrl"));
    assertNothingChanged();
  }

  @ParameterizedTest
  @EnumSource(AccountSection.class)
  void rejectsFormTokenOfOtherSession(AccountSection section) {
    var eves = account.sessions.of(ACME, EVE);
    var form = everything();
    form.put("form_token", account.sessions.createFormToken(ACME, eves, section.purpose()));

    assertEquals(403, account.postAsIs(section, form).status());
    assertNothingChanged();
  }

  @ParameterizedTest
  @EnumSource(AccountSection.class)
  void rejectsFormTokenOfOtherPage(AccountSection section) {
    var other =
        section == AccountSection.PROFILE ? AccountSection.SESSIONS : AccountSection.PROFILE;
    var form = everything();
    form.put(
        "form_token", account.sessions.createFormToken(ACME, account.session, other.purpose()));

    assertEquals(403, account.postAsIs(section, form).status());
    assertNothingChanged();
  }

  @ParameterizedTest
  @EnumSource(AccountSection.class)
  void rejectsFormOfAnonymousUser(AccountSection section) {
    var exchange = FakeHttpExchange.form(ACME, "/account");
    everything().forEach(exchange::withParameter);

    account.send(section, exchange, "none");

    assertEquals(303, exchange.status());
    assertNothingChanged();
  }

  @Test
  void admitsOnlyUsers() {
    var client = new SubjectRef(SubjectRef.CLIENT, "cli_1");
    var begun =
        account.sessions.begin(
            ACME,
            new NewSession(client, java.util.Set.of(), "1", false),
            TestBuilders.aRequest().build());

    var answer =
        account.send(
            AccountSection.PROFILE, FakeHttpExchange.get(ACME, "/account"), begun.session().id());

    assertEquals(303, answer.status());
  }

  @Test
  void linksToSignOutIfInstalled() {
    account.get(AccountSection.PROFILE);
    assertEquals(
        ACME.issuer() + "/oauth/logout", ((Map<?, ?>) account.shown("links")).get("signOut"));

    account.registry.without(ServerMetadataContributor.class, "oauth-logout");
    account.get(AccountSection.PROFILE);
    assertNull(((Map<?, ?>) account.shown("links")).get("signOut"));
  }

  @Test
  void redirectsAccountRootToProfile() {
    var exchange = FakeHttpExchange.get(ACME, "/account");

    new AccountHomeEndpoint().handle(exchange);

    assertEquals("/t/" + ACME.slug() + "/account/profile", exchange.location());
  }

  /** What any of the forms could send. */
  private Map<String, String> everything() {
    var form = new java.util.HashMap<String, String>();
    form.put("givenName", "Eve");
    form.put("current", PASSWORD);
    form.put("password", "mauve otter lamp");
    form.put("session", "others");
    form.put("client_id", "app");
    return form;
  }

  private void assertNothingChanged() {
    assertTrue(account.profiles.namesOf(ACME, ADA).isEmpty());
    assertTrue(account.passwords.matches(ACME, ADA, PASSWORD.toCharArray()));
    assertFalse(account.sessions.find(ACME, account.session.id()).isEmpty());
    assertEquals(List.of(), account.log.actions(ACME.id()));
  }
}
