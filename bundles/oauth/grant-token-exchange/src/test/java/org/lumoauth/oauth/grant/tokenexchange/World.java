package org.lumoauth.oauth.grant.tokenexchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.Builders.aClient;
import static org.lumoauth.testkit.builder.Builders.aGrantRequest;
import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.aUserRef;
import static org.lumoauth.testkit.builder.Builders.anAgentRef;
import static org.lumoauth.testkit.builder.Builders.anOAuthRequest;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.TaskExchange;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.federation.TrustedIssuer;
import org.lumoauth.api.federation.TrustedIssuers.Assertion;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.oauth.IdTokens;
import org.lumoauth.api.oauth.IdTokens.Hint;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenRequest;
import org.lumoauth.testkit.builder.ClientBuilder;
import org.lumoauth.testkit.builder.GrantRequestBuilder;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeTokenService;
import org.lumoauth.testkit.fake.FakeTrustedIssuers;

/** The grant between fakes. Tokens are given to the client {@link #APP} unless a test says else. */
final class World {

  static final TenantContext ACME = aTenant().build();
  static final TenantContext GLOBEX = aTenant("globex").build();
  static final SubjectRef ALICE = aUserRef();
  static final SubjectRef AGENT = anAgentRef();
  static final ClientBuilder APP =
      aClient().withGrantTypes(TokenExchangeGrant.TYPE).withScope("documents.read", "openid");
  static final SubjectRef APP_ITSELF = new SubjectRef(SubjectRef.CLIENT, ClientBuilder.ID);
  static final String FILES = "https://files.example.com";

  final FakeTokenService tokens = new FakeTokenService();
  final FakeTrustedIssuers issuers = new FakeTrustedIssuers();
  final FakeProviderRegistry registry = new FakeProviderRegistry();
  final FakeSettingsStore settings =
      new FakeSettingsStore().with(TokenExchangeSettings.SECTION, new TokenExchangeSettings());
  final Map<String, Hint> idTokens = new HashMap<>();

  /** Whoever gives tokens of tasks; nobody at first, and for grants that are made after that. */
  TaskExchange taskExchange;

  final TokenExchangeGrant grant = grant(new TokenReaders(new KnownIdTokens(), issuers));

  /** The grant with these readers. */
  TokenExchangeGrant grant(TokenReaders readers) {
    return grant(readers, new WorkloadSubjects());
  }

  /** The grant with these readers, and whoever knows tokens of workloads. */
  TokenExchangeGrant grant(TokenReaders readers, WorkloadSubjects workloads) {
    var policies = new ActorPolicies(registry);
    var requests = new ExchangeRequests(new PresentedTokens(tokens, readers), policies);
    var others =
        new OtherTypes(registry, requests, policies, settings, tokens, new FakeIdentifiers());
    var tasks = new TaskTokens(requests, taskExchange);
    return new TokenExchangeGrant(
        requests, policies, new TokenHolders(registry), others, workloads, tasks, settings, tokens);
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
            new AccessTokenRequest(
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
        new Assertion(issuer(), Map.of("typ", type), claims, Instant.now().plusSeconds(300)),
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

  static GrantRequestBuilder exchanging(String token) {
    return exchanging(token, TokenType.ACCESS_TOKEN.uri());
  }

  static GrantRequestBuilder exchanging(String token, String type) {
    return aGrantRequest()
        .from(APP)
        .withRequest(
            anOAuthRequest()
                .with("grant_type", TokenExchangeGrant.TYPE)
                .with("subject_token", token)
                .with("subject_token_type", type));
  }

  static GrantRequestBuilder actingBy(GrantRequestBuilder request, String token) {
    return request
        .with("actor_token", token)
        .with("actor_token_type", TokenType.ACCESS_TOKEN.uri());
  }

  /** What was asked for in the token that was made last. */
  AccessTokenRequest last() {
    var issued = tokens.issued();
    return issued.get(issued.size() - 1);
  }

  /** Asserts that a request is refused with this code, and that nothing is issued for it. */
  void assertRefused(String code, GrantRequestBuilder request) {
    int before = tokens.issued().size();
    GrantRequest built = request.build();
    OAuthError refusal = assertThrows(OAuthError.class, () -> grant.grant(ACME, built));
    assertEquals(code, refusal.code(), refusal.getMessage());
    assertTrue(refusal.getMessage().length() > 2);
    assertEquals(before, tokens.issued().size());
  }

  /** An ID token that holds for so long. */
  static Hint idToken(String audience, long seconds) {
    return new Hint(
        ALICE,
        List.of(audience),
        Optional.of("ses_1"),
        Instant.now(),
        Instant.now().plusSeconds(seconds));
  }

  private final class KnownIdTokens implements IdTokens {
    @Override
    public Optional<Hint> hint(TenantContext tenant, String idToken) {
      return tenant.equals(ACME) ? Optional.ofNullable(idTokens.get(idToken)) : Optional.empty();
    }

    @Override
    public String subjectIdentifier(TenantContext tenant, Client client, SubjectRef subject) {
      return subject.id();
    }
  }
}
