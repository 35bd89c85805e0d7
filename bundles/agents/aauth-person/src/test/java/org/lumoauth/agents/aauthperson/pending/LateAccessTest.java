package org.lumoauth.agents.aauthperson.pending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.aauthperson.PersonSettings;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.caller.Answers;
import org.lumoauth.agents.aauthperson.caller.Callers;
import org.lumoauth.agents.aauthperson.person.PersonTokens;
import org.lumoauth.agents.aauthperson.store.IssuedTokens;
import org.lumoauth.agents.aauthperson.store.MissionStatus;
import org.lumoauth.agents.aauthperson.store.Records;
import org.lumoauth.agents.aauthperson.store.RecordsUnit;
import org.lumoauth.agents.aauthperson.token.DraftTokens;
import org.lumoauth.agents.aauthperson.token.Revocations;
import org.lumoauth.agents.aauthperson.token.TokenType;
import org.lumoauth.api.key.SigningKeys;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.keys.foreign.ForeignJwts;
import org.lumoauth.platform.keys.signing.JcaProvider;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.testkit.FakeExchange;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeShortLivedStore;
import org.lumoauth.testkit.fake.FakeSigningKeys;
import org.lumoauth.testkit.fake.FakeTenantRegistry;

/** The tenant is the agent provider too, so that its own keys are enough. */
class LateAccessTest {

  private static final TenantContext ACME = aTenant().build();

  private final FakeSigningKeys keys = new FakeSigningKeys();
  private final FakeShortLivedStore store = new FakeShortLivedStore(InstantSource.system());
  private final Waiting waiting = new Waiting(store, new FakeSecretVault());

  /** Who holds its answer has others to answer; nothing is used up by that. */
  @DatabaseTest
  void leavesAnAccessServerToTheNextPoll(TestDatabase database) throws Exception {
    String wanted = signed(TokenType.RESOURCE, "{\"aud\": \"https://as.example\"}");
    PendingCase asked = waiting.add(ACME, Cases.question("auth", Map.of("resource_token", wanted)));
    waiting.answer(
        ACME, waiting.find(ACME, asked.id()).orElseThrow(), PendingCase.GRANTED, "usr_1", Map.of());
    FakeExchange held = FakeExchange.get(ACME, "/p");
    held.response().setHeader(Holding.APPLIED, "wait=20");

    polling(database).answerLate(held, agent(), asked);

    assertEquals(202, held.status());
    assertEquals("0", held.responseHeader("Retry-After"));
    assertEquals("requirement=approval", held.responseHeader("AAuth-Requirement"));
    PendingCase still = waiting.find(ACME, asked.id()).orElseThrow().value();
    assertEquals(PendingCase.GRANTED, still.state());
  }

  private AgentCaller agent() {
    long now = Instant.now().getEpochSecond();
    String token =
        signed(
            TokenType.AGENT,
            """
            {"iss": "%s", "dwk": "aauth-agent.json", "jti": "agent_1", "sub": "aauth:a@acme.example",
             "iat": %d, "exp": %d}"""
                .formatted(ACME.issuer(), now, now + 60));
    return new AgentCaller(ACME.issuer(), "aauth:a@acme.example", Map.of(), "thumb", 0, token, "");
  }

  private String signed(TokenType type, String claims) {
    return keys.sign(ACME, SigningKeys.Algorithm.ES256, Map.of("typ", type.type()), claims);
  }

  private Polling polling(TestDatabase database) {
    var unit = RecordsUnit.on(database.open(RecordsUnit.DEFINITION));
    var issued = new IssuedTokens(unit);
    var revocations = new Revocations(store, issued, new MissionStatus(new Records(unit)));
    var jwts =
        new DraftTokens(
            keys,
            new ForeignJwts(JcaProvider.fastest()),
            null, // of others
            new FakeIdentifiers(),
            revocations,
            issued);
    var settings = new FakeSettingsStore();
    settings.change(ACME, PersonSettings.SECTION, Map.of("agentProviders", List.of(ACME.issuer())));
    var tokens = new PersonTokens(jwts, null, null, null, null, null, null, null, null);
    return new Polling(
        new Answers(null, null),
        new Callers(null, jwts, revocations, null, null, settings),
        waiting,
        new Granted(tokens, null, null, null),
        null,
        null,
        new FakeTenantRegistry().with(ACME));
  }
}
