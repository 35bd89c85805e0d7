package org.lumoauth.agents.aauthperson.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauthperson.mission.Missions;
import org.lumoauth.agents.aauthperson.mission.Proposal;
import org.lumoauth.agents.aauthperson.store.IssuedTokens;
import org.lumoauth.agents.aauthperson.store.MissionStatus;
import org.lumoauth.agents.aauthperson.store.Origin;
import org.lumoauth.agents.aauthperson.store.Records;
import org.lumoauth.agents.aauthperson.store.RecordsUnit;
import org.lumoauth.api.key.SigningKeys;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.keys.foreign.ForeignJwts;
import org.lumoauth.platform.keys.signing.JcaProvider;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeShortLivedStore;
import org.lumoauth.testkit.fake.FakeSigningKeys;

class DraftTokensTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String AGENT = "aauth:planner@agents.example";
  private static final String HELPER = "aauth:planner+x@agents.example";

  private final FakeSigningKeys keys = new FakeSigningKeys();
  private IssuedTokens issued;
  private Revocations revocations;
  private Missions missions;
  private DraftTokens tokens;

  /** Between the look at what a person allowed and the token, they may have taken it back. */
  @DatabaseTest
  void handsOutNothingThatEndedMeanwhile(TestDatabase database) throws Exception {
    open(database);
    Instant began = Instant.now();
    revocations.cut(ACME, AGENT);

    var problem = assertThrows(TokenProblem.class, () -> mint(AGENT, "", began));
    assertEquals(TokenProblem.Way.REVOKED, problem.way());
    assertThrows(TokenProblem.class, () -> mint(AGENT, HELPER, began));
    mint("aauth:mailer@agents.example", "", began);
    mint(AGENT, "", Instant.now().plusMillis(5));
  }

  @DatabaseTest
  void handsOutNothingOfAMissionThatEndedMeanwhile(TestDatabase database) throws Exception {
    open(database);
    var proposal = new Proposal("A trip", List.of(), List.of());
    String mission = missions.approve(ACME, AGENT, "usr_1", proposal).id();
    String jwt = mintIn(mission);
    assertEquals("res", verifyPerson(jwt));

    missions.complete(ACME, AGENT, mission);

    assertEquals(
        TokenProblem.Way.REVOKED, assertThrows(TokenProblem.class, () -> verifyPerson(jwt)).way());
    assertEquals(
        TokenProblem.Way.REVOKED, assertThrows(TokenProblem.class, () -> mintIn(mission)).way());
    mint(AGENT, "", Instant.now());
  }

  /** Whoever ends an agent after that finds the token. */
  @DatabaseTest
  void remembersATokenBeforeItIsHandedOut(TestDatabase database) throws Exception {
    open(database);
    mint(AGENT, HELPER, Instant.now());

    assertEquals(1, issued.of(ACME.id(), AGENT, Instant.now()).size());
    assertEquals(1, issued.of(ACME.id(), HELPER, Instant.now()).size());
  }

  /** A person may need longer than a resource token lives. */
  @DatabaseTest
  void takesATokenThatWasGoodWhenItWasSent(TestDatabase database) throws Exception {
    open(database);
    Instant ended = Instant.now().minusSeconds(400);
    String jwt = resourceToken(ended.minusSeconds(60), ended);

    assertEquals("res_1", verify(jwt, ended.minusSeconds(1)).text("jti"));
    assertEquals(
        TokenProblem.Way.EXPIRED, assertThrows(TokenProblem.class, () -> verify(jwt, ended)).way());
    assertEquals(
        TokenProblem.Way.EXPIRED,
        assertThrows(TokenProblem.class, () -> verify(jwt, Instant.now())).way());

    revocations.revoke(ACME, ACME.issuer(), "res_1", ended);
    assertEquals(
        TokenProblem.Way.REVOKED,
        assertThrows(TokenProblem.class, () -> verify(jwt, ended.minusSeconds(1))).way());
  }

  private Token verify(String jwt, Instant sentAt) throws TokenProblem {
    return tokens.verify(ACME, TokenType.RESOURCE, jwt, Set.of(ACME.issuer()), sentAt);
  }

  private String resourceToken(Instant from, Instant until) {
    return keys.sign(
        ACME,
        SigningKeys.Algorithm.ES256,
        Map.of("typ", TokenType.RESOURCE.type()),
        """
        {"iss": "%s", "dwk": "aauth-resource.json", "jti": "res_1", "iat": %d, "exp": %d}"""
            .formatted(ACME.issuer(), from.getEpochSecond(), until.getEpochSecond()));
  }

  private String mintIn(String mission) throws TokenProblem {
    return tokens.mint(
        ACME,
        TokenType.PERSON,
        "aauth-person.json",
        Origin.of("https://agents.example", AGENT, "usr_1").in(Optional.of(mission)),
        Map.of("aud", "res"),
        List.of(),
        Instant.now());
  }

  private String verifyPerson(String jwt) throws TokenProblem {
    return tokens.verify(ACME, TokenType.PERSON, jwt, Set.of(ACME.issuer())).text("aud");
  }

  private String mint(String agent, String helper, Instant since) throws TokenProblem {
    return tokens.mint(
        ACME,
        TokenType.PERSON,
        "aauth-person.json",
        new Origin("https://agents.example", agent, helper, "usr_1", "", "", 0),
        Map.of("aud", "https://r.example"),
        List.of(),
        since);
  }

  private void open(TestDatabase database) {
    var unit = RecordsUnit.on(database.open(RecordsUnit.DEFINITION));
    issued = new IssuedTokens(unit);
    missions = new Missions(new Records(unit));
    revocations =
        new Revocations(
            new FakeShortLivedStore(Instant::now), issued, new MissionStatus(new Records(unit)));
    tokens =
        new DraftTokens(
            keys,
            new ForeignJwts(JcaProvider.fastest()),
            null,
            new FakeIdentifiers(),
            revocations,
            issued);
  }
}
