/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.deferred;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.PersonServerSettings;
import org.lumoauth.agents.aauthperson.caller.AAuthCallerAuthenticator;
import org.lumoauth.agents.aauthperson.caller.AAuthErrorHandler;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.interaction.InteractionQuestion;
import org.lumoauth.agents.aauthperson.request.AgentCallContext;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecord;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecordStore;
import org.lumoauth.agents.aauthperson.store.PersonServerRecordStore;
import org.lumoauth.agents.aauthperson.token.AAuthJwtService;
import org.lumoauth.agents.aauthperson.token.AAuthJwtType;
import org.lumoauth.agents.aauthperson.token.RevokedTokenStore;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.httpsignatures.CoveredComponent;
import org.lumoauth.platform.httpsignatures.MessageSigner;
import org.lumoauth.platform.httpsignatures.SignableHttpMessage;
import org.lumoauth.platform.httpsignatures.SignatureInput;
import org.lumoauth.platform.httpsignatures.SignatureKeyField;
import org.lumoauth.platform.httpsignatures.SignatureTargetUri;
import org.lumoauth.platform.keys.foreign.DefaultForeignJwtVerifier;
import org.lumoauth.platform.keys.foreign.ForeignSignatureVerifier;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.guard.UnauthenticatedRefusalThrottle;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.builder.TestJwtSigner;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;
import org.lumoauth.testkit.fake.FakeSigningKeyService;
import org.lumoauth.testkit.fake.user.FakeAuthenticationFailureThrottle;

/** The tenant is the agent provider too, so that its own keys are enough. */
class RevokedTokenDeferredRequestTest {

  private static final TenantContext ACME =
      new TenantContext(aTenant().build().id(), "acme", "https://acme.example");

  private static final String AGENT = "aauth:a@acme.example";

  private final FakeSigningKeyService provider = new FakeSigningKeyService();
  private final TestJwtSigner agent = TestJwtSigner.ed25519("agent");
  private final FakeShortLivedRecordStore store =
      new FakeShortLivedRecordStore(InstantSource.system());
  private final DeferredRequestStore waiting =
      new DeferredRequestStore(store, new FakeSecretProtectionService());

  /** Section Presenting a Revoked Token: nor are its words taken by another of its tokens. */
  @DatabaseTest
  void endsRequestsStartedWithARevokedAgentToken(TestDatabase database) throws Exception {
    var revocations = revocations(database);
    PersonServerPendingEndpoint endpoint = endpoint(database, revocations);
    DeferredRequest asked = askedBack();
    DeferredRequest other = askedBack();
    FakeHttpExchange taken = reply(other);
    endpoint.handle(taken);
    assertEquals(202, taken.status(), taken.text());
    assertEquals("Because.", find(other).orElseThrow().value().talk().get(0).answer());

    revocations.revoke(ACME, ACME.issuer(), "first", Instant.now().plusSeconds(60));
    FakeHttpExchange told = reply(asked);
    endpoint.handle(told);

    assertEquals(403, told.status());
    assertTrue(told.text().contains("\"revoked\""), told.text());
    assertEquals(Optional.empty(), find(asked), "it has ended");
  }

  /** A request that began with the first token, about which the person asked back. */
  private DeferredRequest askedBack() {
    var first =
        new AgentCaller(
            ACME.issuer(),
            AGENT,
            Map.of(),
            agent.thumbprint(),
            0,
            "jwt",
            IssuedTokenRecord.key(ACME.issuer(), "first"));
    Map<String, Object> request =
        Map.of("action", "Wave", "capabilities", List.of("interaction", "clarification"));
    DeferredRequest asked =
        waiting.add(
            ACME,
            InteractionQuestion.of(
                "permission",
                AgentCallContext.ofAgent(first),
                request,
                "",
                List.of(),
                "",
                "usr_1"));
    assertTrue(waiting.addClarificationQuestion(ACME, find(asked).orElseThrow(), "Why?"));
    return asked;
  }

  private Optional<ShortLivedRecord<DeferredRequest>> find(DeferredRequest of) {
    return waiting.find(ACME, of.id());
  }

  /** The agent answers by its second token. */
  private FakeHttpExchange reply(DeferredRequest to) throws Exception {
    String path = "/aauth-person/pending/" + to.id();
    var named = new SignatureKeyField("jwt", Map.of("jwt", secondToken()));
    var covers =
        new SignatureInput(
            List.of("@method", "@authority", "@path", "signature-key").stream()
                .map(CoveredComponent::of)
                .toList(),
            Map.of("created", Instant.now().getEpochSecond()));
    var message =
        SignableHttpMessage.request("POST", SignatureTargetUri.of(ACME.issuer() + path), Map.of())
            .with("Signature-Key", named.field("sig"));
    Map<String, Object> body =
        Map.of("action", "clarification_response", "clarification_response", "Because.");
    FakeHttpExchange exchange = FakeHttpExchange.json(ACME, path, body);
    new MessageSigner(this::signed)
        .sign(message, "sig", covers)
        .fields()
        .forEach((name, lines) -> exchange.withHeader(name, lines.get(0)));
    return exchange;
  }

  private byte[] signed(byte[] base) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(agent.keys().getPrivate());
      signature.update(base);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String secondToken() {
    long now = Instant.now().getEpochSecond();
    String claims =
        """
        {"iss": "%s", "dwk": "aauth-agent.json", "jti": "second", "sub": "%s", "iat": %d, "exp": %d,
         "cnf": {"jwk": {"kty": "OKP", "crv": "Ed25519", "x": "%s", "alg": "Ed25519"}}}"""
            .formatted(ACME.issuer(), AGENT, now, now + 60, agent.jwk().get("x"));
    return provider.sign(
        ACME,
        SigningKeyService.SigningAlgorithm.ES256,
        Map.of("typ", AAuthJwtType.AGENT.type()),
        claims);
  }

  private RevokedTokenStore revocations(TestDatabase database) {
    var unit = database.open(TestDatabase.tablesOf(PersonServerSettings.class));
    return new RevokedTokenStore(
        store, new IssuedTokenRecordStore(unit), new PersonServerRecordStore(unit));
  }

  private PersonServerPendingEndpoint endpoint(
      TestDatabase database, RevokedTokenStore revocations) {
    var jca = JcaProviderSelector.fastest();
    var jwts =
        new AAuthJwtService(
            provider,
            new DefaultForeignJwtVerifier(jca),
            null, // of others
            new FakeIdGenerator(),
            revocations,
            new IssuedTokenRecordStore(
                database.open(TestDatabase.tablesOf(PersonServerSettings.class))));
    var settings = new FakeSettingsStore();
    settings.change(
        ACME, PersonServerSettings.SECTION, Map.of("agentProviders", List.of(ACME.issuer())));
    var callers =
        new AAuthCallerAuthenticator(
            store,
            jwts,
            revocations,
            null, // of others
            new ForeignSignatureVerifier(jca),
            settings);
    var answers =
        new AAuthErrorHandler(
            new FakeAuditLog(),
            new UnauthenticatedRefusalThrottle(new FakeAuthenticationFailureThrottle()));
    return new PersonServerPendingEndpoint(
        answers,
        callers,
        waiting,
        null, // nothing is withdrawn
        new DeferredRequestPollHandler(answers, callers, waiting, null, null, null, null),
        null, // nor polled
        new AgentClarificationResponseHandler(
            waiting, null, null, null, new MissionInteractionLogWriter(null, jwts)),
        null);
  }
}
