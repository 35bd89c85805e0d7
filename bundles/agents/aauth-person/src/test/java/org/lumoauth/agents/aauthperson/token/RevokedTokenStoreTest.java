/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.PersonServerSettings;
import org.lumoauth.agents.aauthperson.mission.MissionProposal;
import org.lumoauth.agents.aauthperson.mission.MissionService;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecord;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecordStore;
import org.lumoauth.agents.aauthperson.store.PersonServerRecordStore;
import org.lumoauth.agents.aauthperson.store.TokenOrigin;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;

class RevokedTokenStoreTest {

  private static final TenantContext ACME = aTenant().build();
  private static final TenantContext GLOBEX = aTenant("globex").build();
  private static final String AGENT = "aauth:planner@agents.example";
  private static final String HELPER = "aauth:planner+x@agents.example";
  private static final Instant BEFORE = Instant.now().minusSeconds(60);
  private static final Instant LATER = Instant.now().plusSeconds(600);

  private IssuedTokenRecordStore issued;
  private RevokedTokenStore revocations;
  private MissionService missions;

  @DatabaseTest
  void revokesTokensOfAnAgentAndItsSubAgents(TestDatabase database) {
    open(database);
    add("own", TokenOrigin.of("p", AGENT, "u"));
    add("helpers", new TokenOrigin("p", AGENT, HELPER, "u", "", "", 0));
    add("others", TokenOrigin.of("p", "aauth:mailer@agents.example", "u"));

    revocations.cut(ACME, AGENT);

    assertTrue(revoked("own"));
    assertTrue(revoked("helpers"));
    assertFalse(revoked("others"));
  }

  @DatabaseTest
  void revokesTokensOfASubAgentButNotOfItsParent(TestDatabase database) {
    open(database);
    add("own", TokenOrigin.of("p", AGENT, "u"));
    add("helpers", new TokenOrigin("p", AGENT, HELPER, "u", "", "", 0));

    revocations.cut(ACME, HELPER);

    assertTrue(revoked("helpers"));
    assertFalse(revoked("own"));
  }

  /** Whoever acted on for an agent acted for nobody else. */
  @DatabaseTest
  void endsWhatOthersGotBecauseOfIt(TestDatabase database) {
    open(database);
    add("own", TokenOrigin.of("p", AGENT, "u"));
    add("front", new TokenOrigin("f", "aauth:f@f.example", "", "u", "", key("own"), 1));
    add("back", new TokenOrigin("b", "aauth:b@b.example", "", "u", "", key("front"), 2));

    revocations.cut(ACME, AGENT);

    assertTrue(revoked("front"));
    assertTrue(revoked("back"));
  }

  @DatabaseTest
  void endsWhatWasGivenForATokenThatItsIssuerTookBack(TestDatabase database) {
    open(database);
    String shown = IssuedTokenRecord.key("https://ps.example", "shown");
    add("given", new TokenOrigin("p", AGENT, "", "", shown, "", 0));

    assertEquals(
        Optional.empty(), revocations.revoke(ACME, "https://else.example", "shown", LATER));
    assertFalse(revoked("given"), "one of another issuer by the same name");
    revocations.revoke(ACME, "https://ps.example", "shown", LATER);

    assertTrue(revoked("given"));
    assertFalse(revocations.isRevoked(GLOBEX, ACME.issuer(), "given"));
  }

  @DatabaseTest
  void endsWhatWasGivenInAMissionThatEndedAndBecauseOfThat(TestDatabase database) {
    open(database);
    String ended = approve("A trip");
    String other = approve("Another");
    add("ended", TokenOrigin.of("p", AGENT, "u").in(Optional.of(ended)));
    add("front", new TokenOrigin("f", "aauth:f@f.example", "", "u", "", key("ended"), 1));
    add("other", TokenOrigin.of("p", AGENT, "u").in(Optional.of(other)));
    add("none", TokenOrigin.of("p", AGENT, "u"));
    assertFalse(revoked("ended"));
    assertFalse(revoked("front"));

    missions.complete(ACME, AGENT, ended);

    assertTrue(revoked("ended"));
    assertTrue(revoked("front"));
    assertFalse(revoked("other"));
    assertFalse(revoked("none"));
  }

  @DatabaseTest
  void takesNoTokenOfAMissionThatThereIsNot(TestDatabase database) {
    open(database);
    add("stray", TokenOrigin.of("p", AGENT, "u").in(Optional.of("m".repeat(43))));

    assertTrue(revoked("stray"));
  }

  private String approve(String description) {
    var proposal = new MissionProposal(description, List.of(), List.of());
    return missions.approve(ACME, AGENT, "u", proposal).id();
  }

  @DatabaseTest
  void reportsTheAgentOfARevokedToken(TestDatabase database) {
    open(database);
    revocations.recordAcceptedToken(ACME, "https://ap.example", "t", AGENT, LATER.getEpochSecond());

    assertEquals(Optional.of(AGENT), revocations.revoke(ACME, "https://ap.example", "t", LATER));
    assertEquals(Optional.empty(), revocations.revoke(ACME, "https://ps.example", "t", LATER));
  }

  private void open(TestDatabase database) {
    var unit = database.open(TestDatabase.tablesOf(PersonServerSettings.class));
    var records = new PersonServerRecordStore(unit);
    issued = new IssuedTokenRecordStore(unit);
    missions = new MissionService(records, InstantSource.system());
    revocations =
        new RevokedTokenStore(new FakeShortLivedRecordStore(Instant::now), issued, records);
  }

  private void add(String id, TokenOrigin origin) {
    issued.add(
        ACME.id(),
        new IssuedTokenRecord(
            ACME.issuer(),
            id,
            "person",
            "aauth-person.json",
            "https://r.example",
            origin,
            BEFORE,
            LATER));
  }

  private static String key(String id) {
    return IssuedTokenRecord.key(ACME.issuer(), id);
  }

  private boolean revoked(String id) {
    return revocations.isRevoked(ACME, ACME.issuer(), id);
  }
}
