/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.deferred;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.aauthperson.PersonServerSettings;
import org.lumoauth.agents.aauthperson.caller.AAuthCallerAuthenticator;
import org.lumoauth.agents.aauthperson.caller.AAuthErrorHandler;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.interaction.InteractionQuestionSamples;
import org.lumoauth.agents.aauthperson.personserver.PersonServerTokenService;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecordStore;
import org.lumoauth.agents.aauthperson.store.PersonServerRecordStore;
import org.lumoauth.agents.aauthperson.token.AAuthJwtService;
import org.lumoauth.agents.aauthperson.token.AAuthJwtType;
import org.lumoauth.agents.aauthperson.token.RevokedTokenStore;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.keys.foreign.DefaultForeignJwtVerifier;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;
import org.lumoauth.testkit.fake.FakeSigningKeyService;
import org.lumoauth.testkit.fake.FakeTenantRegistry;

/** The tenant is the agent provider too, so that its own keys are enough. */
class LongPollAccessServerTest {

  private static final TenantContext ACME = aTenant().build();

  private final FakeSigningKeyService keys = new FakeSigningKeyService();
  private final FakeShortLivedRecordStore store =
      new FakeShortLivedRecordStore(InstantSource.system());
  private final DeferredRequestStore waiting =
      new DeferredRequestStore(store, new FakeSecretProtectionService());

  /** Who holds its answer has others to answer; nothing is used up by that. */
  @DatabaseTest
  void defersTheAccessServerCallToTheNextPoll(TestDatabase database) throws Exception {
    String wanted = signed(AAuthJwtType.RESOURCE, "{\"aud\": \"https://as.example\"}");
    DeferredRequest asked =
        waiting.add(
            ACME, InteractionQuestionSamples.question("auth", Map.of("resource_token", wanted)));
    waiting.answer(
        ACME,
        waiting.find(ACME, asked.id()).orElseThrow(),
        DeferredRequest.GRANTED,
        "usr_1",
        Map.of());
    FakeHttpExchange held = FakeHttpExchange.get(ACME, "/p");
    held.response().setHeader(AgentLongPollService.APPLIED, "wait=20");

    polling(database).respondHeld(held, agent(), asked);

    assertEquals(202, held.status());
    assertEquals("0", held.responseHeader("Retry-After"));
    assertEquals("requirement=approval", held.responseHeader("AAuth-Requirement"));
    DeferredRequest still = waiting.find(ACME, asked.id()).orElseThrow().value();
    assertEquals(DeferredRequest.GRANTED, still.state());
  }

  private AgentCaller agent() {
    long now = Instant.now().getEpochSecond();
    String token =
        signed(
            AAuthJwtType.AGENT,
            """
            {"iss": "%s", "dwk": "aauth-agent.json", "jti": "agent_1", "sub": "aauth:a@acme.example",
             "iat": %d, "exp": %d}"""
                .formatted(ACME.issuer(), now, now + 60));
    return new AgentCaller(ACME.issuer(), "aauth:a@acme.example", Map.of(), "thumb", 0, token, "");
  }

  private String signed(AAuthJwtType type, String claims) {
    return keys.sign(
        ACME, SigningKeyService.SigningAlgorithm.ES256, Map.of("typ", type.type()), claims);
  }

  private DeferredRequestPollHandler polling(TestDatabase database) {
    var unit = database.open(TestDatabase.tablesOf(PersonServerSettings.class));
    var issued = new IssuedTokenRecordStore(unit);
    var revocations = new RevokedTokenStore(store, issued, new PersonServerRecordStore(unit));
    var jwts =
        new AAuthJwtService(
            keys,
            new DefaultForeignJwtVerifier(JcaProviderSelector.fastest()),
            null, // of others
            new FakeIdGenerator(),
            revocations,
            issued);
    var settings = new FakeSettingsStore();
    settings.change(
        ACME, PersonServerSettings.SECTION, Map.of("agentProviders", List.of(ACME.issuer())));
    var tokens = new PersonServerTokenService(jwts, null, null, null, null, null, null, null, null);
    return new DeferredRequestPollHandler(
        new AAuthErrorHandler(null, null),
        new AAuthCallerAuthenticator(null, jwts, revocations, null, null, settings),
        waiting,
        new ApprovedRequestOutcomeFactory(tokens, null, null, null),
        null,
        null,
        new FakeTenantRegistry().with(ACME));
  }
}
