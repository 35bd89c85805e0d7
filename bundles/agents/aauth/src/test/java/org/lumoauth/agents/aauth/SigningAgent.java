package org.lumoauth.agents.aauth;

import static org.lumoauth.testkit.builder.Builders.aRequest;
import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.anAgent;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.aauth.party.Agents;
import org.lumoauth.agents.aauth.party.PartiesUnit;
import org.lumoauth.agents.aauth.party.PartyKeys;
import org.lumoauth.agents.aauth.party.PartyMemory;
import org.lumoauth.agents.aauth.party.PartyRegistry;
import org.lumoauth.agents.aauth.party.PartySettings;
import org.lumoauth.agents.aauth.party.PartyStore;
import org.lumoauth.agents.aauth.signature.Signers;
import org.lumoauth.agents.aauth.token.AgentJwts;
import org.lumoauth.agents.aauth.token.TokenMint;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.httpsignatures.ContentDigest;
import org.lumoauth.platform.httpsignatures.HttpMessage;
import org.lumoauth.platform.httpsignatures.InvalidMessageSignatureException;
import org.lumoauth.platform.httpsignatures.SignatureBase;
import org.lumoauth.platform.httpsignatures.SignatureInput;
import org.lumoauth.platform.httpsignatures.TargetUri;
import org.lumoauth.platform.keys.foreign.ForeignJwts;
import org.lumoauth.platform.keys.foreign.ForeignSignatures;
import org.lumoauth.platform.keys.signing.JcaProvider;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.AgentBuilder;
import org.lumoauth.testkit.builder.JwtSigner;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeShortLivedStore;
import org.lumoauth.testkit.fake.FakeSubjects;

/** The module on a database, and an agent that is registered with it and signs. */
final class SigningAgent {
  static final TenantContext ACME = aTenant().build();
  static final SubjectRef AGENT = new SubjectRef(SubjectRef.AGENT, AgentBuilder.ID);
  static final byte[] BODY = "{\"action\":\"documents.read\"}".getBytes(StandardCharsets.UTF_8);

  private static final String IDENTIFIER = "https://agent.example";
  private static final String TARGET = ACME.issuer() + "/agents/ask";
  private static final String JSON = "application/json";

  private final JwtSigner key = JwtSigner.ed25519("k1");
  private int nonces;
  final AauthAuthenticator authenticator;

  SigningAgent(TestDatabase database) {
    var store = new PartyStore(new PartiesUnit(database.open(PartiesUnit.DEFINITION)));
    var parties = new PartyMemory(store);
    new PartyRegistry(
            store, parties, new FakeIdentifiers(), new FakeDomainEvents(), new FakeAuditLog())
        .create(ACME, settings(), Initiator.server("test"));
    var keys = new PartyKeys((tenant, address, kid) -> List.of());
    var checks = new ForeignSignatures(JcaProvider.fastest());
    var mint =
        new TokenMint(
            new NoOwnKeys(), new ForeignJwts(JcaProvider.fastest()), new FakeIdentifiers());
    authenticator =
        new AauthAuthenticator(
            new Signers(
                parties,
                keys,
                new AgentJwts(parties, keys, mint, checks),
                new FakeSubjects().with(ACME, AGENT),
                checks,
                new FakeShortLivedStore(InstantSource.system())),
            new Agents(
                new FakeProviderRegistry()
                    .with(
                        AgentRegistry.class,
                        "agents",
                        new FakeAgentRegistry().with(ACME, anAgent()))));
  }

  /** A new request with {@link #BODY}, signed now. */
  RequestView signed() {
    return signed(key);
  }

  /** The same by a key that is not the one of the agent's token. */
  RequestView signedByAnother() {
    return signed(JwtSigner.ed25519("k1"));
  }

  private RequestView signed(JwtSigner signer) {
    long now = Instant.now().getEpochSecond();
    String input =
        "sig1=(\"@method\" \"@authority\" \"@path\" \"signature-key\" \"content-digest\""
            + " \"content-type\" \"authorization\");created=%d;nonce=\"%016d\""
                .formatted(now, ++nonces);
    String digest = ContentDigest.of(BODY);
    return aRequest()
        .withMethod("POST")
        .to(TARGET)
        .withBody(BODY)
        .withHeader("Content-Type", JSON)
        .withHeader("Content-Digest", digest)
        .withHeader("Signature-Input", input)
        .withHeader("Signature", "sig1=:" + signature(signer, base(input, digest)) + ":")
        .withHeader("Agent-Auth", "agent_token=" + token(now))
        .build();
  }

  private static String base(String input, String digest) {
    try {
      var message =
          HttpMessage.request(
              "POST",
              TargetUri.of(TARGET),
              Map.of(
                  "signature-key", List.of(""),
                  "content-digest", List.of(digest),
                  "content-type", List.of(JSON),
                  "authorization", List.of("")));
      return SignatureBase.of(message, SignatureInput.read(List.of(input)).get("sig1"));
    } catch (InvalidMessageSignatureException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String signature(JwtSigner signer, String base) {
    try {
      var signature = Signature.getInstance("Ed25519");
      signature.initSign(signer.keys().getPrivate());
      signature.update(base.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String token(long now) {
    return key.sign(
        Map.of("kid", key.kid(), "typ", "agent+jwt"),
        Map.of(
            "iss",
            IDENTIFIER,
            "sub",
            IDENTIFIER,
            "aud",
            ACME.issuer(),
            "iat",
            now,
            "exp",
            now + 600,
            "jti",
            "token-" + nonces,
            "cnf",
            Map.of("jwk", key.material())));
  }

  private PartySettings settings() {
    return new PartySettings(
        PartySettings.AGENT,
        IDENTIFIER,
        "Agent",
        "",
        true,
        Map.of("keys", List.of(key.jwk())),
        "",
        Map.of(),
        AgentBuilder.ID,
        List.of(),
        Set.of(),
        "");
  }
}
