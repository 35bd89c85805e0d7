package org.lumoauth.authn.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.account.Account.ACME;
import static org.lumoauth.authn.account.Account.ADA;
import static org.lumoauth.authn.account.Account.EVE;
import static org.lumoauth.authn.account.Account.GLOBEX;
import static org.lumoauth.authn.account.Account.PASSWORD;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lumoauth.api.authn.Sessions.NewSession;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.platform.web.testkit.FakeExchange;
import org.lumoauth.testkit.builder.Builders;

/** Who is let in, and whose forms are read. */
class AccountDoorTest {

  private final Account account = new Account();

  @ParameterizedTest
  @EnumSource(Section.class)
  void showsItsOwnerThePage(Section section) {
    assertEquals(200, account.get(section).status());
    assertEquals("account-" + section.text(), account.pages.last().template());
  }

  @ParameterizedTest
  @EnumSource(Section.class)
  void showsItWhileSomethingIsToBeAskedOfThem(Section section) {
    account.signIn.asking(true);

    assertEquals(200, account.get(section).status());
  }

  @ParameterizedTest
  @EnumSource(Section.class)
  void letsAStrangerSignInAndComeBack(Section section) {
    var answer = account.send(section, FakeExchange.get(ACME, "/account"), "none");

    assertEquals(303, answer.status());
    assertTrue(answer.location().contains("/login"), answer.location());
    assertEquals(
        "/t/" + ACME.slug() + "/account/" + section.text(), account.signIn.last().returnTo());
  }

  @ParameterizedTest
  @EnumSource(Section.class)
  void knowsNoSessionOfAnotherTenant(Section section) {
    var theirs = account.sessions.of(GLOBEX, ADA);

    var answer = account.send(section, FakeExchange.get(ACME, "/account"), theirs.id());

    assertEquals(303, answer.status());
    assertEquals(1, account.signIn.count());
  }

  @ParameterizedTest
  @EnumSource(Section.class)
  void readsNoFormWithoutItsToken(Section section) {
    var answer = account.postAsIs(section, everything());

    assertEquals(403, answer.status());
    assertEquals("form_refused", account.shown("code"));
    assertEquals(section.path(ACME), account.shown("retryUrl"));
    assertNothingChanged();
  }

  @ParameterizedTest
  @EnumSource(Section.class)
  void readsNoFormOfAnotherSession(Section section) {
    var eves = account.sessions.of(ACME, EVE);
    var form = everything();
    form.put("form_token", account.sessions.formToken(ACME, eves, section.purpose()));

    assertEquals(403, account.postAsIs(section, form).status());
    assertNothingChanged();
  }

  @ParameterizedTest
  @EnumSource(Section.class)
  void readsNoFormOfAnotherPage(Section section) {
    var other = section == Section.PROFILE ? Section.SESSIONS : Section.PROFILE;
    var form = everything();
    form.put("form_token", account.sessions.formToken(ACME, account.session, other.purpose()));

    assertEquals(403, account.postAsIs(section, form).status());
    assertNothingChanged();
  }

  @ParameterizedTest
  @EnumSource(Section.class)
  void readsNoFormOfWhoIsNotSignedIn(Section section) {
    var exchange = FakeExchange.form(ACME, "/account");
    everything().forEach(exchange::with);

    account.send(section, exchange, "none");

    assertEquals(303, exchange.status());
    assertNothingChanged();
  }

  @Test
  void letsNobodyInButUsers() {
    var client = new SubjectRef(SubjectRef.CLIENT, "cli_1");
    var begun =
        account.sessions.begin(
            ACME,
            new NewSession(client, java.util.Set.of(), "1", false),
            Builders.aRequest().build());

    var answer =
        account.send(Section.PROFILE, FakeExchange.get(ACME, "/account"), begun.session().id());

    assertEquals(303, answer.status());
  }

  @Test
  void leadsToSigningOutWhereThatIsInstalled() {
    account.get(Section.PROFILE);
    assertEquals(
        ACME.issuer() + "/oauth/logout", ((Map<?, ?>) account.shown("links")).get("signOut"));

    account.registry.without(MetadataContributor.class, "oauth-logout");
    account.get(Section.PROFILE);
    assertNull(((Map<?, ?>) account.shown("links")).get("signOut"));
  }

  @Test
  void leadsFromTheAccountToItsFirstPage() {
    var exchange = FakeExchange.get(ACME, "/account");

    new HomeEndpoint().handle(exchange);

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
