/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.PersonServerSettings;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class IssuedTokenRecordStoreTest {

  private static final String ACME = "ten_acme";
  private static final String GLOBEX = "ten_globex";
  private static final String HERE = "https://ps.example";
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private static final Instant LATER = NOW.plusSeconds(600);

  @DatabaseTest
  void findsATokenOfItsTenantAsItWas(TestDatabase database) {
    var tokens = tokens(database);
    var origin = new TokenOrigin("https://ap.example", "a", "a+b", "usr_1", "p", "u", 2);
    var token = token("t1", origin.in(Optional.of("trip")));
    tokens.add(ACME, token);
    tokens.add(ACME, token);

    assertEquals(Optional.of(token), tokens.find(ACME, token.key()));
    assertEquals(Optional.empty(), tokens.find(GLOBEX, token.key()));
    assertEquals(
        Optional.empty(), tokens.find(ACME, IssuedTokenRecord.key("https://else.example", "t1")));
  }

  @DatabaseTest
  void followsWhatWasReceivedToTheFirst(TestDatabase database) {
    var tokens = tokens(database);
    var first = token("t1", TokenOrigin.of("https://ap.example", "a", "usr_1"));
    var second = token("t2", upstream("b", first));
    var third = token("t3", upstream("c", second));
    List.of(first, second, third).forEach(each -> tokens.add(ACME, each));

    assertEquals(List.of(third, second, first), tokens.findChain(ACME, third));
    assertEquals(List.of(second), tokens.listByUpstreamToken(ACME, first.key(), NOW));
  }

  /** A loop is made by nobody, but it must not be walked without end. */
  @DatabaseTest
  void endsALineThatGoesRound(TestDatabase database) {
    var tokens = tokens(database);
    var one =
        token("t1", new TokenOrigin("p", "a", "", "u", "", IssuedTokenRecord.key(HERE, "t2"), 1));
    var two =
        token("t2", new TokenOrigin("p", "b", "", "u", "", IssuedTokenRecord.key(HERE, "t1"), 1));
    tokens.add(ACME, one);
    tokens.add(ACME, two);

    assertEquals(16, tokens.findChain(ACME, one).size());
  }

  @DatabaseTest
  void listsWhatAnAgentOrItsSubAgentGotAndHasNotEnded(TestDatabase database) {
    var tokens = tokens(database);
    var own = token("t1", TokenOrigin.of("p", "a", "u"));
    var helpers = token("t2", new TokenOrigin("p", "a", "a+b", "u", "", "", 0));
    var others = token("t3", TokenOrigin.of("p", "c", "u"));
    List.of(own, helpers, others).forEach(each -> tokens.add(ACME, each));
    tokens.add(GLOBEX, token("t4", TokenOrigin.of("p", "a", "u")));

    assertEquals(2, tokens.listByAgent(ACME, "a", NOW).size());
    assertEquals(List.of(helpers), tokens.listByAgent(ACME, "a+b", NOW));
    assertEquals(List.of(), tokens.listByAgent(ACME, "a", LATER));
  }

  @DatabaseTest
  void listsWhatWasGivenInAMissionAndHasNotEnded(TestDatabase database) {
    var tokens = tokens(database);
    var within = token("t1", TokenOrigin.of("p", "a", "u").in(Optional.of("trip")));
    var beside = token("t2", TokenOrigin.of("p", "a", "u"));
    tokens.add(ACME, within);
    tokens.add(ACME, beside);
    tokens.add(GLOBEX, within);

    assertEquals(List.of(within), tokens.listByMission(ACME, "trip", NOW));
    assertEquals(List.of(), tokens.listByMission(ACME, "trip", LATER));
    assertEquals(List.of(), tokens.listByMission(ACME, "Trip", NOW));
  }

  @DatabaseTest
  void knowsWhoWasShownAToken(TestDatabase database) {
    var tokens = tokens(database);
    tokens.recordPresentation(ACME, "k", "https://as.example", LATER);
    tokens.recordPresentation(ACME, "k", "https://as.example", LATER);
    tokens.recordPresentation(ACME, "k", "https://two.example", LATER);
    tokens.recordPresentation(GLOBEX, "k", "https://else.example", LATER);

    assertEquals(
        List.of("https://as.example", "https://two.example"), tokens.listPresentedTo(ACME, "k"));
  }

  @DatabaseTest
  void forgetsWhatEndedAndATenantThatIsGone(TestDatabase database) {
    var tokens = tokens(database);
    var token = token("t1", TokenOrigin.of("p", "a", "u"));
    tokens.add(ACME, token);
    tokens.add(GLOBEX, token);
    tokens.recordPresentation(ACME, token.key(), "https://as.example", LATER);

    tokens.purge(LATER);
    assertEquals(Optional.of(token), tokens.find(ACME, token.key()));
    database.eraser(List.of("aap_token", "aap_shown")).erase(ACME);
    assertEquals(Optional.empty(), tokens.find(ACME, token.key()));
    assertEquals(List.of(), tokens.listPresentedTo(ACME, token.key()));
    tokens.purge(LATER.plusSeconds(1));
    assertEquals(Optional.empty(), tokens.find(GLOBEX, token.key()));
  }

  private static IssuedTokenRecord token(String id, TokenOrigin origin) {
    return new IssuedTokenRecord(
        HERE, id, "person", "aauth-person.json", "https://r.example", origin, NOW, LATER);
  }

  private static TokenOrigin upstream(String agent, IssuedTokenRecord received) {
    return new TokenOrigin(
        "p", agent, "", "usr_1", "", received.key(), received.origin().depth() + 1);
  }

  private static IssuedTokenRecordStore tokens(TestDatabase database) {
    return new IssuedTokenRecordStore(
        database.open(TestDatabase.tablesOf(PersonServerSettings.class)));
  }
}
