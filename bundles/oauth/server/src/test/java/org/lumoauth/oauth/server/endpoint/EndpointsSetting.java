package org.lumoauth.oauth.server.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.Builders.aClient;
import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.anOAuthRequest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientAuthentication;
import org.lumoauth.api.oauth.ClientAuthenticator;
import org.lumoauth.api.oauth.GrantHandler;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.TokenResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenRequest;
import org.lumoauth.oauth.server.request.InstalledClientAuthentication;
import org.lumoauth.oauth.server.request.Proofs;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.UnprovenRefusals;
import org.lumoauth.platform.web.testkit.FakeExchange;
import org.lumoauth.testkit.builder.OAuthRequestBuilder;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeClients;
import org.lumoauth.testkit.fake.FakeFailedAttempts;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeRequestLimits;
import org.lumoauth.testkit.fake.FakeSubjectIdentifiers;
import org.lumoauth.testkit.fake.FakeSubjects;
import org.lumoauth.testkit.fake.FakeTokenService;

/** The endpoints between fakes, and clients of several kinds. */
abstract class EndpointsSetting {
  static final String FORM = "application/x-www-form-urlencoded";

  static final TenantContext ACME = aTenant().build();

  static final Client ROBOT = aClient().withId("robot").build();

  static final Client OTHER = aClient().withId("other").build();

  static final Client GATEWAY = aClient().withId("gateway").withScope("introspect").build();

  static final Client SECTOR = aClient().withId("sector").with("subject_type", "pairwise").build();

  static final Client STOPPED = aClient().withId("stopped").disabled().build();

  final FakeTokenService tokens = new FakeTokenService();

  final FakeAuditLog log = new FakeAuditLog();

  final FakeClients known =
      new FakeClients()
          .with(ACME, ROBOT, "secret")
          .with(ACME, OTHER, "secret")
          .with(ACME, GATEWAY, "secret")
          .with(ACME, SECTOR, "secret")
          .with(ACME, STOPPED, "secret");

  final GrantHandler grant = (tenant, request) -> TokenResponse.bearer(issue(ROBOT));

  final FakeProviderRegistry registry =
      new FakeProviderRegistry()
          .with(ClientAuthenticator.class, "client_secret_post", bySecret("client_secret"))
          .with(ClientAuthenticator.class, "client_secret_basic", bySecret("basic"))
          .with(GrantHandler.class, "client_credentials", grant)
          .with(GrantHandler.class, "password", grant);

  final FakeFailedAttempts attempts = new FakeFailedAttempts();

  final FakeRequestLimits limits = new FakeRequestLimits();

  final ClientAuthentication clients =
      new InstalledClientAuthentication(registry, new Profiles(registry), attempts, limits);

  final TokenAudit audit = new TokenAudit(log);

  final TokenEndpoint token =
      new TokenEndpoint(
          clients,
          new Proofs(registry),
          new Grants(registry, new Profiles(registry)),
          new UnprovenRefusals(attempts),
          audit);

  final FakeSubjects people = new FakeSubjects();

  final TokenKinds kinds = new TokenKinds(registry);

  final HotEndpoint introspection =
      new IntrospectionEndpoint(
          clients,
          tokens,
          kinds,
          new FakeSubjectIdentifiers(),
          new Usernames(people),
          new SignedIntrospection(null));

  final HotEndpoint revocation = new RevocationEndpoint(clients, tokens, kinds, audit);

  @AfterEach
  void holdsNoProviderAfterTheRequest() {
    assertEquals(0, registry.openLeases());
  }

  /** A way that is used when its parameter is there. */
  ClientAuthenticator bySecret(String parameter) {
    return new ClientAuthenticator() {
      @Override
      public Optional<Client> authenticate(TenantContext tenant, OAuthRequest request) {
        return request
            .parameter(parameter)
            .map(
                secret -> {
                  String id = request.requiredParameter("client_id");
                  if (!known.verifySecret(tenant, id, secret)) {
                    throw OAuthError.invalidClient();
                  }
                  return known.find(tenant, id).orElseThrow();
                });
      }
    };
  }

  org.lumoauth.api.token.IssuedToken issue(Client client) {
    return issue(client, List.of());
  }

  org.lumoauth.api.token.IssuedToken issue(Client client, List<String> audience) {
    return issue(client, client.subject(), audience);
  }

  org.lumoauth.api.token.IssuedToken issue(
      Client client, SubjectRef subject, List<String> audience) {
    return tokens.issue(
        ACME,
        new AccessTokenRequest(
            client,
            subject,
            List.of(),
            Set.of("documents.read"),
            audience,
            Duration.ofHours(1),
            Optional.empty(),
            Map.of()));
  }

  static OAuthRequestBuilder authenticated(String client) {
    return anOAuthRequest().with("client_id", client).with("client_secret", "secret");
  }

  static OAuthRequestBuilder tokenRequest(String client, String secret) {
    return anOAuthRequest()
        .with("grant_type", "client_credentials")
        .with("client_id", client)
        .with("client_secret", secret);
  }

  static FakeExchange posted(OAuthRequestBuilder form) {
    var exchange = FakeExchange.form(ACME, "/oauth/token");
    form.parameters().forEach((name, values) -> values.forEach(v -> exchange.with(name, v)));
    form.headers().forEach((name, values) -> values.forEach(v -> exchange.withHeader(name, v)));
    return exchange.ofType(FORM + ";charset=UTF-8");
  }

  OAuthError refusal(OAuthRequestBuilder request) {
    return assertThrows(OAuthError.class, () -> token.handle(posted(request)));
  }
}
