package org.lumoauth.agents.aauthperson.pending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.PersonSettings;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.caller.Answers;
import org.lumoauth.agents.aauthperson.caller.Callers;
import org.lumoauth.agents.aauthperson.request.Acting;
import org.lumoauth.agents.aauthperson.signature.SignedMessages;
import org.lumoauth.agents.aauthperson.store.IssuedToken;
import org.lumoauth.agents.aauthperson.store.IssuedTokens;
import org.lumoauth.agents.aauthperson.store.MissionStatus;
import org.lumoauth.agents.aauthperson.store.Records;
import org.lumoauth.agents.aauthperson.store.RecordsUnit;
import org.lumoauth.agents.aauthperson.token.DraftTokens;
import org.lumoauth.agents.aauthperson.token.Revocations;
import org.lumoauth.agents.aauthperson.token.TokenType;
import org.lumoauth.api.key.SigningKeys;
import org.lumoauth.api.store.ShortLivedStore.Entry;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.httpsignatures.CoveredComponent;
import org.lumoauth.platform.httpsignatures.HttpMessage;
import org.lumoauth.platform.httpsignatures.MessageSigner;
import org.lumoauth.platform.httpsignatures.SignatureInput;
import org.lumoauth.platform.httpsignatures.SignatureKeyField;
import org.lumoauth.platform.httpsignatures.TargetUri;
import org.lumoauth.platform.keys.foreign.ForeignJwts;
import org.lumoauth.platform.keys.foreign.ForeignSignatures;
import org.lumoauth.platform.keys.signing.JcaProvider;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.UnprovenRefusals;
import org.lumoauth.platform.web.testkit.FakeExchange;
import org.lumoauth.testkit.builder.JwtSigner;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeFailedAttempts;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeShortLivedStore;
import org.lumoauth.testkit.fake.FakeSigningKeys;

/** The tenant is the agent provider too, so that its own keys are enough. */
class BegunWithTest {

  private static final TenantContext ACME =
      new TenantContext(aTenant().build().id(), "acme", "https://acme.example");

  private static final String AGENT = "aauth:a@acme.example";

  private final FakeSigningKeys provider = new FakeSigningKeys();
  private final JwtSigner agent = JwtSigner.ed25519("agent");
  private final FakeShortLivedStore store = new FakeShortLivedStore(InstantSource.system());
  private final Waiting waiting = new Waiting(store, new FakeSecretVault());

  /** Section Presenting a Revoked Token: nor are its words taken by another of its tokens. */
  @DatabaseTest
  void endsWhatWasBegunWithATokenThatWasTakenBack(TestDatabase database) throws Exception {
    var revocations = revocations(database);
    PendingEndpoint endpoint = endpoint(database, revocations);
    PendingCase asked = askedBack();
    PendingCase other = askedBack();
    FakeExchange taken = reply(other);
    endpoint.handle(taken);
    assertEquals(202, taken.status(), taken.text());
    assertEquals("Because.", find(other).orElseThrow().value().talk().get(0).answer());

    revocations.revoke(ACME, ACME.issuer(), "first", Instant.now().plusSeconds(60));
    FakeExchange told = reply(asked);
    endpoint.handle(told);

    assertEquals(403, told.status());
    assertTrue(told.text().contains("\"revoked\""), told.text());
    assertEquals(Optional.empty(), find(asked), "it has ended");
  }

  /** A request that began with the first token, about which the person asked back. */
  private PendingCase askedBack() {
    var first =
        new AgentCaller(
            ACME.issuer(),
            AGENT,
            Map.of(),
            agent.thumbprint(),
            0,
            "jwt",
            IssuedToken.key(ACME.issuer(), "first"));
    Map<String, Object> request =
        Map.of("action", "Wave", "capabilities", List.of("interaction", "clarification"));
    PendingCase asked =
        waiting.add(
            ACME,
            Question.of("permission", Acting.itself(first), request, "", List.of(), "", "usr_1"));
    assertTrue(waiting.ask(ACME, find(asked).orElseThrow(), "Why?"));
    return asked;
  }

  private Optional<Entry<PendingCase>> find(PendingCase of) {
    return waiting.find(ACME, of.id());
  }

  /** The agent answers by its second token. */
  private FakeExchange reply(PendingCase to) throws Exception {
    String path = "/aauth-person/pending/" + to.id();
    var named = new SignatureKeyField("jwt", Map.of("jwt", secondToken()));
    var covers =
        new SignatureInput(
            List.of("@method", "@authority", "@path", "signature-key").stream()
                .map(CoveredComponent::of)
                .toList(),
            Map.of("created", Instant.now().getEpochSecond()));
    var message =
        HttpMessage.request("POST", TargetUri.of(ACME.issuer() + path), Map.of())
            .with("Signature-Key", named.field("sig"));
    Map<String, Object> body =
        Map.of("action", "clarification_response", "clarification_response", "Because.");
    FakeExchange exchange = FakeExchange.json(ACME, path, body);
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
        ACME, SigningKeys.Algorithm.ES256, Map.of("typ", TokenType.AGENT.type()), claims);
  }

  private Revocations revocations(TestDatabase database) {
    var unit = RecordsUnit.on(database.open(RecordsUnit.DEFINITION));
    return new Revocations(store, new IssuedTokens(unit), new MissionStatus(new Records(unit)));
  }

  private PendingEndpoint endpoint(TestDatabase database, Revocations revocations) {
    var jca = JcaProvider.fastest();
    var jwts =
        new DraftTokens(
            provider,
            new ForeignJwts(jca),
            null, // of others
            new FakeIdentifiers(),
            revocations,
            new IssuedTokens(RecordsUnit.on(database.open(RecordsUnit.DEFINITION))));
    var settings = new FakeSettingsStore();
    settings.change(ACME, PersonSettings.SECTION, Map.of("agentProviders", List.of(ACME.issuer())));
    var callers =
        new Callers(
            new SignedMessages(store),
            jwts,
            revocations,
            null, // of others
            new ForeignSignatures(jca),
            settings);
    var answers = new Answers(new FakeAuditLog(), new UnprovenRefusals(new FakeFailedAttempts()));
    return new PendingEndpoint(
        answers,
        callers,
        waiting,
        null, // nothing is withdrawn
        new Polling(answers, callers, waiting, null, null, null, null),
        null, // nor polled
        new Clarifying(waiting, null, null, null, new MissionRecord(null, jwts)),
        null);
  }
}
