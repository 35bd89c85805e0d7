/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.account.AccountPageFixture.ACME;
import static org.lumoauth.authn.account.AccountPageFixture.ADA;
import static org.lumoauth.authn.account.AccountPageFixture.EVE;
import static org.lumoauth.authn.account.AccountPageFixture.GLOBEX;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AccountSessionsEndpointTest {

  private final AccountPageFixture account = new AccountPageFixture();

  @Test
  void listsOnlySessionsOfUser() {
    var phone = account.sessions.of(ACME, ADA);
    account.sessions.of(ACME, EVE);
    account.sessions.of(GLOBEX, ADA);

    account.get(AccountSection.SESSIONS);

    assertEquals(
        Map.of(account.session.id(), true, phone.id(), false),
        rows().collect(java.util.stream.Collectors.toMap(r -> r.get("id"), r -> r.get("current"))));
  }

  @Test
  void endsOneSession() {
    var phone = account.sessions.of(ACME, ADA);

    var answer = account.post(AccountSection.SESSIONS, Map.of("session", phone.id()));

    assertTrue(account.sessions.find(ACME, phone.id()).isEmpty());
    assertTrue(account.sessions.find(ACME, account.session.id()).isPresent());
    assertEquals(AccountSection.SESSIONS.path(ACME) + "?done=1", answer.location());
    var by = account.sessions.endedBy();
    assertEquals(1, by.size());
    assertEquals(account.session.subject(), by.get(0).actor());
    assertTrue(by.get(0).request().isPresent());
    assertEquals(List.of(), account.log.actions(ACME.id()), "whoever keeps sessions records it");
  }

  @Test
  void endsAllOtherSessions() {
    account.sessions.of(ACME, ADA);
    account.sessions.of(ACME, ADA);

    account.post(AccountSection.SESSIONS, Map.of("session", "others"));

    assertEquals(List.of(account.session), account.sessions.list(ACME, account.session.subject()));
  }

  @Test
  void endsNoSessionOfAnotherUser() {
    var eves = account.sessions.of(ACME, EVE);

    account.post(AccountSection.SESSIONS, Map.of("session", eves.id()));
    account.post(AccountSection.SESSIONS, Map.of("session", "others"));

    assertTrue(account.sessions.find(ACME, eves.id()).isPresent());
  }

  @Test
  void endsNoSessionOfAnotherTenant() {
    var theirs = account.sessions.of(GLOBEX, ADA);

    account.post(AccountSection.SESSIONS, Map.of("session", theirs.id()));

    assertTrue(account.sessions.find(GLOBEX, theirs.id()).isPresent());
    assertEquals(List.of(), account.log.actions(ACME.id()));
  }

  @Test
  void derivesBrowserNameFromUserAgent() {
    assertEquals(
        Optional.of("Edge · Windows"),
        BrowserNameParser.parse(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                + " Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0"));
    assertEquals(
        Optional.of("Safari · iPhone"),
        BrowserNameParser.parse(
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML,"
                + " like Gecko) Version/19.1 Mobile/15E148 Safari/604.1"));
    assertEquals(Optional.empty(), BrowserNameParser.parse("<script>"));
  }

  @SuppressWarnings("unchecked")
  private Stream<Map<String, Object>> rows() {
    return ((List<Map<String, Object>>) account.shown("sessions")).stream();
  }
}
