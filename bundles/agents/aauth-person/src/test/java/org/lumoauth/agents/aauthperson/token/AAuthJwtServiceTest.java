/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauthperson.PersonServerSettings;
import org.lumoauth.agents.aauthperson.mission.MissionProposal;
import org.lumoauth.agents.aauthperson.mission.MissionService;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecordStore;
import org.lumoauth.agents.aauthperson.store.PersonServerRecordStore;
import org.lumoauth.agents.aauthperson.store.TokenOrigin;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.keys.foreign.DefaultForeignJwtVerifier;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;
import org.lumoauth.testkit.fake.FakeSigningKeyService;

class AAuthJwtServiceTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String AGENT = "aauth:planner@agents.example";
  private static final String HELPER = "aauth:planner+x@agents.example";

  private final FakeSigningKeyService keys = new FakeSigningKeyService();
  private IssuedTokenRecordStore issued;
  private RevokedTokenStore revocations;
  private MissionService missions;
  private AAuthJwtService tokens;

  /** Between the look at what a person allowed and the token, they may have taken it back. */
  @DatabaseTest
  void issuesNoTokenForAConcurrentlyEndedRequest(TestDatabase database) throws Exception {
    open(database);
    Instant began = Instant.now();
    revocations.cut(ACME, AGENT);

    var problem = assertThrows(AAuthTokenException.class, () -> mint(AGENT, "", began));
    assertEquals(AAuthTokenException.AAuthTokenFault.REVOKED, problem.fault());
    assertThrows(AAuthTokenException.class, () -> mint(AGENT, HELPER, began));
    mint("aauth:mailer@agents.example", "", began);
    mint(AGENT, "", Instant.now().plusMillis(5));
  }

  @DatabaseTest
  void issuesNoTokenForAConcurrentlyEndedMission(TestDatabase database) throws Exception {
    open(database);
    var proposal = new MissionProposal("A trip", List.of(), List.of());
    String mission = missions.approve(ACME, AGENT, "usr_1", proposal).id();
    String jwt = mintIn(mission);
    assertEquals("res", verifyPerson(jwt));

    missions.complete(ACME, AGENT, mission);

    assertEquals(
        AAuthTokenException.AAuthTokenFault.REVOKED,
        assertThrows(AAuthTokenException.class, () -> verifyPerson(jwt)).fault());
    assertEquals(
        AAuthTokenException.AAuthTokenFault.REVOKED,
        assertThrows(AAuthTokenException.class, () -> mintIn(mission)).fault());
    mint(AGENT, "", Instant.now());
  }

  /** Whoever ends an agent after that finds the token. */
  @DatabaseTest
  void remembersATokenBeforeItIsHandedOut(TestDatabase database) throws Exception {
    open(database);
    mint(AGENT, HELPER, Instant.now());

    assertEquals(1, issued.listByAgent(ACME.id(), AGENT, Instant.now()).size());
    assertEquals(1, issued.listByAgent(ACME.id(), HELPER, Instant.now()).size());
  }

  /** A person may need longer than a resource token lives. */
  @DatabaseTest
  void takesATokenThatWasGoodWhenItWasSent(TestDatabase database) throws Exception {
    open(database);
    Instant ended = Instant.now().minusSeconds(400);
    String jwt = resourceToken(ended.minusSeconds(60), ended);

    assertEquals("res_1", verify(jwt, ended.minusSeconds(1)).text("jti"));
    assertEquals(
        AAuthTokenException.AAuthTokenFault.EXPIRED,
        assertThrows(AAuthTokenException.class, () -> verify(jwt, ended)).fault());
    assertEquals(
        AAuthTokenException.AAuthTokenFault.EXPIRED,
        assertThrows(AAuthTokenException.class, () -> verify(jwt, Instant.now())).fault());

    revocations.revoke(ACME, ACME.issuer(), "res_1", ended);
    assertEquals(
        AAuthTokenException.AAuthTokenFault.REVOKED,
        assertThrows(AAuthTokenException.class, () -> verify(jwt, ended.minusSeconds(1))).fault());
  }

  private VerifiedAAuthToken verify(String jwt, Instant sentAt) throws AAuthTokenException {
    return tokens.verify(ACME, AAuthJwtType.RESOURCE, jwt, Set.of(ACME.issuer()), sentAt);
  }

  private String resourceToken(Instant from, Instant until) {
    return keys.sign(
        ACME,
        SigningKeyService.SigningAlgorithm.ES256,
        Map.of("typ", AAuthJwtType.RESOURCE.type()),
        """
        {"iss": "%s", "dwk": "aauth-resource.json", "jti": "res_1", "iat": %d, "exp": %d}"""
            .formatted(ACME.issuer(), from.getEpochSecond(), until.getEpochSecond()));
  }

  private String mintIn(String mission) throws AAuthTokenException {
    return tokens.issue(
        ACME,
        AAuthJwtType.PERSON,
        "aauth-person.json",
        TokenOrigin.of("https://agents.example", AGENT, "usr_1").in(Optional.of(mission)),
        Map.of("aud", "res"),
        List.of(),
        Instant.now());
  }

  private String verifyPerson(String jwt) throws AAuthTokenException {
    return tokens.verify(ACME, AAuthJwtType.PERSON, jwt, Set.of(ACME.issuer())).text("aud");
  }

  private String mint(String agent, String helper, Instant since) throws AAuthTokenException {
    return tokens.issue(
        ACME,
        AAuthJwtType.PERSON,
        "aauth-person.json",
        new TokenOrigin("https://agents.example", agent, helper, "usr_1", "", "", 0),
        Map.of("aud", "https://r.example"),
        List.of(),
        since);
  }

  private void open(TestDatabase database) {
    var unit = database.open(TestDatabase.tablesOf(PersonServerSettings.class));
    issued = new IssuedTokenRecordStore(unit);
    missions = new MissionService(new PersonServerRecordStore(unit), InstantSource.system());
    revocations =
        new RevokedTokenStore(
            new FakeShortLivedRecordStore(Instant::now), issued, new PersonServerRecordStore(unit));
    tokens =
        new AAuthJwtService(
            keys,
            new DefaultForeignJwtVerifier(JcaProviderSelector.fastest()),
            null,
            new FakeIdGenerator(),
            revocations,
            issued);
  }
}
