/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.lumoauth.agents.aauth.registration.AAuthAgentRegistryGateway;
import org.lumoauth.agents.aauth.registration.ParticipantAdminService;
import org.lumoauth.agents.aauth.registration.ParticipantCache;
import org.lumoauth.agents.aauth.registration.ParticipantKeyResolver;
import org.lumoauth.agents.aauth.registration.ParticipantSettings;
import org.lumoauth.agents.aauth.registration.ParticipantStore;
import org.lumoauth.agents.aauth.signature.AAuthSignerAuthenticator;
import org.lumoauth.agents.aauth.token.AAuthAgentTokenService;
import org.lumoauth.agents.aauth.token.AAuthSignedTokenService;
import org.lumoauth.agents.aauth.token.ParticipantTokenValidityChecker;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.keys.foreign.DefaultForeignJwtVerifier;
import org.lumoauth.platform.keys.foreign.ForeignSignatureVerifier;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.AgentBuilder;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.builder.TestJwtSigner;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;
import org.lumoauth.testkit.fake.UnsupportedSigningKeyService;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;

/** A registered agent that signs requests, and the authenticator that verifies them. */
final class SigningAgent implements AutoCloseable {

  static final TenantContext ACME = TestBuilders.aTenant().build();
  static final SubjectRef SUBJECT = new SubjectRef(SubjectRef.AGENT, AgentBuilder.ID);

  private static final String AGENT = "https://agent.example";
  private static final String URL = ACME.issuer() + "/agents/ask";
  static final byte[] BODY = "{\"action\":\"mail.read\"}".getBytes(StandardCharsets.UTF_8);

  private final TestDatabase database = TestDatabase.inMemory();
  private final TestJwtSigner key = TestJwtSigner.ed25519("key-1");
  final AAuthApiRequestAuthenticator authenticator;

  /** Whether the address of its keys does not answer. */
  boolean silent;

  SigningAgent() {
    var store = new ParticipantStore(database.open(TestDatabase.tablesOf(ParticipantStore.class)));
    var memory = new ParticipantCache(store);
    var registry =
        new FakeProviderRegistry()
            .with(
                AgentRegistry.class,
                "agents",
                new FakeAgentRegistry().with(ACME, TestBuilders.anAgent().build()));
    var agents = new AAuthAgentRegistryGateway(registry);
    new ParticipantAdminService(
            store,
            memory,
            agents,
            new ForeignSignatureVerifier(JcaProviderSelector.fastest()),
            new FakeIdGenerator(),
            new FakeDomainEventPublisher(),
            new FakeAuditLog())
        .create(ACME, settings(), AuditInitiator.server("test"));
    var keys =
        new ParticipantKeyResolver(
            (tenant, address, kid) -> {
              if (silent) {
                throw ApiException.temporarilyUnavailable("no keys", Duration.ofSeconds(5));
              }
              return List.of(key.jwk());
            });
    var checks = new ForeignSignatureVerifier(JcaProviderSelector.fastest());
    var mint =
        new AAuthSignedTokenService(
            new UnsupportedSigningKeyService(),
            new DefaultForeignJwtVerifier(JcaProviderSelector.fastest()),
            new FakeIdGenerator(),
            InstantSource.system());
    var subjects = new FakeSubjectDirectory().with(ACME, SUBJECT);
    var signers =
        new AAuthSignerAuthenticator(
            memory,
            keys,
            new AAuthAgentTokenService(
                memory,
                keys,
                mint,
                checks,
                new ParticipantTokenValidityChecker(agents, subjects, new FakeTokenService())),
            subjects,
            checks,
            new FakeShortLivedRecordStore(Instant::now),
            InstantSource.system());
    authenticator = new AAuthApiRequestAuthenticator(signers, agents);
  }

  /** A new request that the agent signed. */
  HttpRequestView signed() {
    return signed(key);
  }

  /** One with the agent's token that somebody else signed. */
  HttpRequestView signedByAnother() {
    return signed(TestJwtSigner.ed25519("key-1"));
  }

  private HttpRequestView signed(TestJwtSigner signer) {
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
    return TestBuilders.aRequest()
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

  private ParticipantSettings settings() {
    return new ParticipantSettings(
        ParticipantSettings.AGENT,
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

  private static String signature(TestJwtSigner signer, String base) {
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
