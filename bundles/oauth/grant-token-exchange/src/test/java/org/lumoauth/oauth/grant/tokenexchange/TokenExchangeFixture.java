/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.tokenexchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aGrantRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.TaskTokenExchanger;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.federation.TrustedIssuer;
import org.lumoauth.api.federation.TrustedIssuerService.VerifiedAssertion;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.IdTokenHintReader;
import org.lumoauth.api.oauth.authorization.IdTokenHintReader.IdTokenHint;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.testkit.builder.AuthenticatedTokenRequestBuilder;
import org.lumoauth.testkit.builder.ClientBuilder;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;
import org.lumoauth.testkit.fake.oauth.FakeTrustedIssuerService;

/** The grant with fakes for other modules. Tokens belong to the client {@link #APP} by default. */
final class TokenExchangeFixture {

  static final TenantContext ACME = aTenant().build();
  static final TenantContext GLOBEX = aTenant("globex").build();
  static final SubjectRef ALICE = aUserRef();
  static final SubjectRef AGENT = anAgentRef();
  static final ClientBuilder APP =
      aClient()
          .withGrantTypes(TokenExchangeGrantHandler.TYPE)
          .withScope("documents.read", "openid");
  static final SubjectRef APP_ITSELF = new SubjectRef(SubjectRef.CLIENT, ClientBuilder.ID);
  static final String FILES = "https://files.example.com";

  final FakeTokenService tokens = new FakeTokenService();
  final FakeTrustedIssuerService issuers = new FakeTrustedIssuerService();
  final FakeProviderRegistry registry = new FakeProviderRegistry();
  final FakeSettingsStore settings =
      new FakeSettingsStore().with(TokenExchangeSettings.SECTION, new TokenExchangeSettings());
  final Map<String, IdTokenHint> idTokens = new HashMap<>();

  /** Whoever gives tokens of tasks; nobody at first, and for grants that are made after that. */
  TaskTokenExchanger taskExchange;

  final TokenExchangeGrantHandler grant =
      grant(new InputTokenServiceLookup(new KnownIdTokens(), issuers));

  /** The grant with these readers. */
  TokenExchangeGrantHandler grant(InputTokenServiceLookup readers) {
    return grant(readers, new WorkloadSubjectTokenExchangeHandler());
  }

  /** The grant with these readers, and whoever knows tokens of workloads. */
  TokenExchangeGrantHandler grant(
      InputTokenServiceLookup readers, WorkloadSubjectTokenExchangeHandler workloads) {
    var policies = new ActorPolicyEvaluator(registry);
    var requests =
        new TokenExchangeRequestReader(tokens, readers, policies, InstantSource.system());
    var others =
        new RequestedTokenTypeRegistry(
            registry,
            requests,
            policies,
            settings,
            tokens,
            new FakeIdGenerator(),
            InstantSource.system());
    var tasks = new JitTaskTokenExchangeHandler(requests, taskExchange);
    return new TokenExchangeGrantHandler(
        requests,
        policies,
        new AgentDerivedTokenRecorder(registry),
        others,
        workloads,
        tasks,
        settings,
        tokens,
        InstantSource.system());
  }

  /** A token of Alice's. */
  String token() {
    return token(APP.build(), ALICE, List.of(), Map.of());
  }

  String token(
      Client client, SubjectRef subject, List<SubjectRef> actors, Map<String, Object> more) {
    return token(client, subject, actors, more, Duration.ofMinutes(30), Optional.empty());
  }

  String token(
      Client client,
      SubjectRef subject,
      List<SubjectRef> actors,
      Map<String, Object> more,
      Duration lifetime,
      Optional<Map<String, Object>> key) {
    return tokens
        .issue(
            ACME,
            new AccessTokenIssuanceRequest(
                client,
                subject,
                actors,
                Set.of("documents.read", "documents.write"),
                List.of(FILES, "https://mail.example.com"),
                lifetime,
                key,
                more))
        .value();
  }

  /** An assertion about Alice. */
  String assertion(String jwt, String type, Map<String, Object> more, SubjectRef about) {
    Map<String, Object> claims = new HashMap<>(more);
    claims.put("sub", "alice@idp");
    issuers.with(
        ACME,
        jwt,
        new VerifiedAssertion(
            issuer(), Map.of("typ", type), claims, Instant.now().plusSeconds(300)),
        about);
    return jwt;
  }

  static TrustedIssuer issuer() {
    return new TrustedIssuer(
        "tis_1",
        "https://idp.example.com",
        "IdP",
        true,
        Set.of("ES256"),
        Set.of(ACME.issuer()),
        Set.of(ClientBuilder.ID),
        Set.of("documents.read", "mail.read"),
        Duration.ofMinutes(10));
  }

  static AuthenticatedTokenRequestBuilder exchanging(String token) {
    return exchanging(token, ExchangeTokenType.ACCESS_TOKEN.uri());
  }

  static AuthenticatedTokenRequestBuilder exchanging(String token, String type) {
    return aGrantRequest()
        .from(APP)
        .withRequest(
            anOAuthRequest()
                .with("grant_type", TokenExchangeGrantHandler.TYPE)
                .with("subject_token", token)
                .with("subject_token_type", type));
  }

  static AuthenticatedTokenRequestBuilder actingBy(
      AuthenticatedTokenRequestBuilder request, String token) {
    return request
        .with("actor_token", token)
        .with("actor_token_type", ExchangeTokenType.ACCESS_TOKEN.uri());
  }

  /** What was asked for in the token that was made last. */
  AccessTokenIssuanceRequest last() {
    var issued = tokens.issued();
    return issued.get(issued.size() - 1);
  }

  /** Asserts that a request is refused with this code, and that nothing is issued for it. */
  void assertRefused(String code, AuthenticatedTokenRequestBuilder request) {
    int before = tokens.issued().size();
    AuthenticatedTokenRequest built = request.build();
    OAuthException refusal = assertThrows(OAuthException.class, () -> grant.grant(ACME, built));
    assertEquals(code, refusal.code(), refusal.getMessage());
    assertTrue(refusal.getMessage().length() > 2);
    assertEquals(before, tokens.issued().size());
  }

  /** An ID token that holds for so long. */
  static IdTokenHint idToken(String audience, long seconds) {
    return new IdTokenHint(
        ALICE,
        List.of(audience),
        Optional.of("ses_1"),
        Instant.now(),
        Instant.now().plusSeconds(seconds));
  }

  private final class KnownIdTokens implements IdTokenHintReader {
    @Override
    public Optional<IdTokenHint> readHint(TenantContext tenant, String idToken) {
      return tenant.equals(ACME) ? Optional.ofNullable(idTokens.get(idToken)) : Optional.empty();
    }

    @Override
    public String subjectIdentifier(TenantContext tenant, Client client, SubjectRef subject) {
      return subject.id();
    }
  }
}
