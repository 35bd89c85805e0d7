/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.sessions.SessionServiceFixture.ACME;
import static org.lumoauth.authn.sessions.SessionServiceFixture.ADA;
import static org.lumoauth.authn.sessions.SessionServiceFixture.BOB;
import static org.lumoauth.authn.sessions.SessionServiceFixture.GLOBEX;
import static org.lumoauth.authn.sessions.SessionServiceFixture.by;
import static org.lumoauth.authn.sessions.SessionServiceFixture.from;
import static org.lumoauth.testkit.builder.TestBuilders.aRequest;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.SessionService.NewSession;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** The cookie of a session: its attributes, its secret and its tenant. */
class SessionCookieTest extends SessionServiceTestBase {
  private static final String COOKIE = "__Host-lumoauth-session.acme";

  @DatabaseTest
  void recognizesTheBrowserThatItGaveTheCookie(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var begun = fixture.signIn(ADA);

    assertEquals(Optional.of(begun.session()), fixture.sessions.findCurrent(ACME, from(begun)));
  }

  @DatabaseTest
  void givesACookieOfTheHostAloneThatEndsWithTheBrowser(TestDatabase database) {
    var cookie = new SessionServiceFixture(database).signIn(ADA).setCookie();

    assertTrue(
        cookie.matches(
            COOKIE + "=[0-9A-Za-z]+\\.[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Lax; Secure"),
        cookie);
  }

  @DatabaseTest
  void givesWhoWantsToStayACookieThatLasts(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var staying = new NewSession(ADA, Set.of("pwd"), "1", true);

    var begun = fixture.sessions.begin(ACME, staying, aRequest().build());

    assertTrue(begun.setCookie().endsWith("; Max-Age=2592000"), begun.setCookie());
  }

  @DatabaseTest
  void hasNoPrefixAndNoSecureMarkOnPlainHttp(TestDatabase database) {
    var sessions = new SessionServiceFixture(database).sessions("http://id.example.com");

    var cookie = sessions.begin(ACME, by(ADA), aRequest().build()).setCookie();

    assertTrue(cookie.startsWith("lumoauth-session.acme="), cookie);
    assertFalse(cookie.contains("Secure"), cookie);
  }

  @DatabaseTest
  void doesNotTakeASessionsIdWithoutItsSecret(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var id = fixture.signIn(ADA).session().id().substring("ses_".length());

    for (String value : List.of(id, id + ".", id + "." + "A".repeat(43), "." + id)) {
      var request = aRequest().withCookie(COOKIE, value).build();
      assertEquals(Optional.empty(), fixture.sessions.findCurrent(ACME, request), value);
    }
  }

  @DatabaseTest
  void storesNoSecret(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var begun = fixture.signIn(ADA);
    var secret = begun.setCookie().replaceAll("^[^=]*=[^.]*\\.([^;]*);.*", "$1");

    var hash = fixture.store.find(ACME.id(), begun.session().id()).orElseThrow().secretHash();

    assertEquals(43, secret.length());
    assertNotEquals(secret, hash);
    assertEquals(64, hash.length());
  }

  @DatabaseTest
  void doesNotTakeTheCookieOfAnotherTenant(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var value = fixture.signIn(ACME, ADA).setCookie().replaceAll("^[^=]*=([^;]*);.*", "$1");

    var request = aRequest().withCookie("__Host-lumoauth-session.globex", value).build();

    assertEquals(Optional.empty(), fixture.sessions.findCurrent(GLOBEX, request));
  }

  @DatabaseTest
  void takesTheCookieThatSessionsHadBefore(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var begun = fixture.signIn(ADA);
    var value = begun.setCookie().replaceAll("^[^=]*=([^;]*);.*", "$1");
    var before = aRequest().withCookie("__Host-lumoauth-acme", value).build();

    assertEquals(Optional.of(begun.session()), fixture.sessions.findCurrent(ACME, before));

    fixture.sessions.begin(ACME, by(ADA), before);
    assertEquals(Optional.empty(), fixture.sessions.findCurrent(ACME, before));
  }

  @DatabaseTest
  void standsBesideTheSessionOfAnotherTenantInOneBrowser(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var acme = fixture.signIn(ACME, ADA);

    fixture.sessions.begin(GLOBEX, by(ADA), from(acme));

    assertTrue(fixture.holds(acme));
  }

  @DatabaseTest
  void neverAdoptsAFixatedSessionCookie(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var attackers = fixture.signIn(BOB);

    var victims = fixture.sessions.begin(ACME, by(ADA), from(attackers));

    assertNotEquals(attackers.session().id(), victims.session().id());
    assertFalse(fixture.holds(attackers));
  }

  @DatabaseTest
  void givesANewSecretToWhoProvesAgainWhoTheyAre(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var old = fixture.signIn(ADA);
    fixture.now = fixture.now.plusSeconds(60);

    var renewed = fixture.sessions.begin(ACME, by(ADA), from(old));

    assertFalse(fixture.holds(old));
    assertTrue(fixture.holds(renewed));
    assertEquals(fixture.now, renewed.session().authenticatedAt());
  }
}
