package org.lumoauth.agents.aauth;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.lumoauth.agents.aauth.party.Agents;
import org.lumoauth.agents.aauth.party.KeySetters;
import org.lumoauth.agents.aauth.party.PartiesUnit;
import org.lumoauth.agents.aauth.party.PartyKeys;
import org.lumoauth.agents.aauth.party.PartyMemory;
import org.lumoauth.agents.aauth.party.PartyRegistry;
import org.lumoauth.agents.aauth.party.PartySettings;
import org.lumoauth.agents.aauth.party.PartyStore;
import org.lumoauth.agents.aauth.signature.Signers;
import org.lumoauth.agents.aauth.token.AgentJwts;
import org.lumoauth.agents.aauth.token.Standing;
import org.lumoauth.agents.aauth.token.TokenMint;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.keys.foreign.ForeignJwts;
import org.lumoauth.platform.keys.foreign.ForeignSignatures;
import org.lumoauth.platform.keys.signing.JcaProvider;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.AgentBuilder;
import org.lumoauth.testkit.builder.Builders;
import org.lumoauth.testkit.builder.JwtSigner;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeShortLivedStore;
import org.lumoauth.testkit.fake.FakeSubjects;
import org.lumoauth.testkit.fake.FakeTokenService;
import org.lumoauth.testkit.fake.NoSigningKeys;

/** A registered agent that signs, and the authenticator that it signs for. */
final class SigningAgent implements AutoCloseable {

  static final TenantContext ACME = Builders.aTenant().build();
  static final SubjectRef SUBJECT = new SubjectRef(SubjectRef.AGENT, AgentBuilder.ID);

  private static final String AGENT = "https://agent.example";
  private static final String URL = ACME.issuer() + "/agents/ask";
  static final byte[] BODY = "{\"action\":\"mail.read\"}".getBytes(StandardCharsets.UTF_8);

  private final TestDatabase database = TestDatabase.inMemory();
  private final JwtSigner key = JwtSigner.ed25519("key-1");
  final AauthAuthenticator authenticator;

  /** Whether the address of its keys does not answer. */
  boolean silent;

  SigningAgent() {
    var store = new PartyStore(PartiesUnit.on(database.open(PartiesUnit.DEFINITION)));
    var memory = new PartyMemory(store);
    var registry =
        new FakeProviderRegistry()
            .with(
                AgentRegistry.class,
                "agents",
                new FakeAgentRegistry().with(ACME, Builders.anAgent().build()));
    var agents = new Agents(registry);
    new PartyRegistry(
            store,
            memory,
            new KeySetters(agents, new ForeignSignatures(JcaProvider.fastest())),
            new FakeIdentifiers(),
            new FakeDomainEvents(),
            new FakeAuditLog())
        .create(ACME, settings(), Initiator.server("test"));
    var keys =
        new PartyKeys(
            (tenant, address, kid) -> {
              if (silent) {
                throw Problem.temporarilyUnavailable("no keys", Duration.ofSeconds(5));
              }
              return List.of(key.jwk());
            });
    var checks = new ForeignSignatures(JcaProvider.fastest());
    var mint =
        new TokenMint(
            new NoSigningKeys(), new ForeignJwts(JcaProvider.fastest()), new FakeIdentifiers());
    var subjects = new FakeSubjects().with(ACME, SUBJECT);
    var signers =
        new Signers(
            memory,
            keys,
            new AgentJwts(
                memory, keys, mint, checks, new Standing(agents, subjects, new FakeTokenService())),
            subjects,
            checks,
            new FakeShortLivedStore(Instant::now));
    authenticator = new AauthAuthenticator(signers, agents);
  }

  /** A new request that the agent signed. */
  RequestView signed() {
    return signed(key);
  }

  /** One with the agent's token that somebody else signed. */
  RequestView signedByAnother() {
    return signed(JwtSigner.ed25519("key-1"));
  }

  private RequestView signed(JwtSigner signer) {
    Map<String, String> covered = new LinkedHashMap<>();
    URI uri = URI.create(URL);
    covered.put("@method", "POST");
    covered.put("@authority", uri.getAuthority());
    covered.put("@path", uri.getPath());
    covered.put("signature-key", "");
    covered.put("content-digest", "sha-256=:" + base64(sha256(BODY)) + ":");
    covered.put("content-type", "application/json");
    covered.put("authorization", "");
    String parameters =
        covered.keySet().stream()
                .map(name -> '"' + name + '"')
                .collect(Collectors.joining(" ", "(", ")"))
            + ";created="
            + Instant.now().getEpochSecond()
            + ";nonce=\""
            + UUID.randomUUID().toString().replace("-", "")
            + '"';
    String base =
        covered.entrySet().stream()
                .map(each -> '"' + each.getKey() + "\": " + each.getValue() + '\n')
                .collect(Collectors.joining())
            + "\"@signature-params\": "
            + parameters;
    return Builders.aRequest()
        .withMethod("POST")
        .to(URL)
        .withHeader("Content-Type", "application/json")
        .withHeader("Content-Digest", covered.get("content-digest"))
        .withHeader("Agent-Auth", "agent_token=" + token())
        .withHeader("Signature-Input", "sig1=" + parameters)
        .withHeader("Signature", "sig1=:" + signature(signer, base) + ":")
        .withBody(BODY)
        .build();
  }

  private String token() {
    long now = Instant.now().getEpochSecond();
    return key.sign(
        Map.of("typ", "agent+jwt", "kid", "key-1"),
        Map.of(
            "iss",
            AGENT,
            "sub",
            AGENT,
            "aud",
            ACME.issuer(),
            "iat",
            now,
            "exp",
            now + 600,
            "jti",
            UUID.randomUUID().toString(),
            "cnf",
            Map.of("jwk", key.material())));
  }

  private PartySettings settings() {
    return new PartySettings(
        PartySettings.AGENT,
        AGENT,
        "Agent",
        "Ada",
        true,
        Map.of(),
        AGENT + "/jwks.json",
        Map.of(),
        SUBJECT.id(),
        List.of(),
        Set.of(),
        "");
  }

  private static String signature(JwtSigner signer, String base) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(signer.keys().getPrivate());
      signature.update(base.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public void close() {
    database.close();
  }
}
