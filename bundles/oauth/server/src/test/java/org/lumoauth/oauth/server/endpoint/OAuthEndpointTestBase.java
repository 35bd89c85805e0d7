/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.server.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientAuthenticationMethod;
import org.lumoauth.api.oauth.client.ClientAuthenticationService;
import org.lumoauth.api.oauth.grant.GrantHandler;
import org.lumoauth.api.oauth.token.TokenResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.oauth.server.request.DefaultClientAuthenticator;
import org.lumoauth.oauth.server.request.TokenBindingProofVerifier;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.guard.UnauthenticatedRefusalThrottle;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.builder.OAuthRequestBuilder;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeClientRequestLimiter;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;
import org.lumoauth.testkit.fake.user.FakeAuthenticationFailureThrottle;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;
import org.lumoauth.testkit.fake.user.FakeSubjectIdentifierService;

/** The endpoints with fakes for other modules, and clients of several types. */
abstract class OAuthEndpointTestBase {
  static final String FORM = "application/x-www-form-urlencoded";

  static final TenantContext ACME = aTenant().build();

  static final Client ROBOT = aClient().withId("robot").build();

  static final Client OTHER = aClient().withId("other").build();

  static final Client GATEWAY = aClient().withId("gateway").withScope("introspect").build();

  static final Client SECTOR = aClient().withId("sector").with("subject_type", "pairwise").build();

  static final Client STOPPED = aClient().withId("stopped").disabled().build();

  final FakeTokenService tokens = new FakeTokenService();

  final FakeAuditLog log = new FakeAuditLog();

  final FakeClientDirectory known =
      new FakeClientDirectory()
          .with(ACME, ROBOT, "secret")
          .with(ACME, OTHER, "secret")
          .with(ACME, GATEWAY, "secret")
          .with(ACME, SECTOR, "secret")
          .with(ACME, STOPPED, "secret");

  final GrantHandler grant = (tenant, request) -> TokenResponse.bearer(issue(ROBOT));

  final FakeProviderRegistry registry =
      new FakeProviderRegistry()
          .with(ClientAuthenticationMethod.class, "client_secret_post", bySecret("client_secret"))
          .with(ClientAuthenticationMethod.class, "client_secret_basic", bySecret("basic"))
          .with(GrantHandler.class, "client_credentials", grant)
          .with(GrantHandler.class, "password", grant);

  final FakeAuthenticationFailureThrottle attempts = new FakeAuthenticationFailureThrottle();

  final FakeClientRequestLimiter limits = new FakeClientRequestLimiter();

  final ClientAuthenticationService clients =
      new DefaultClientAuthenticator(
          registry, new ClientProfileEnforcer(registry), attempts, limits);

  final TokenOperationAudit audit = new TokenOperationAudit(log);

  final TokenEndpoint token =
      new TokenEndpoint(
          clients,
          new TokenBindingProofVerifier(registry),
          new GrantHandlerDispatcher(registry, new ClientProfileEnforcer(registry)),
          new UnauthenticatedRefusalThrottle(attempts),
          audit);

  final FakeSubjectDirectory people = new FakeSubjectDirectory();

  final IntrospectableTokenTypeRegistry kinds = new IntrospectableTokenTypeRegistry(registry);

  final HttpHandler introspection =
      new TokenIntrospectionEndpoint(
          clients,
          tokens,
          kinds,
          new FakeSubjectIdentifierService(),
          people,
          null,
          InstantSource.system());

  final HttpHandler revocation = new TokenRevocationEndpoint(clients, tokens, kinds, audit);

  @AfterEach
  void holdsNoProviderAfterTheRequest() {
    assertEquals(0, registry.openLeases());
  }

  /** A way that is used when its parameter is there. */
  ClientAuthenticationMethod bySecret(String parameter) {
    return new ClientAuthenticationMethod() {
      @Override
      public Optional<Client> authenticate(TenantContext tenant, OAuthRequest request) {
        return request
            .parameter(parameter)
            .map(
                secret -> {
                  String id = request.requiredParameter("client_id");
                  if (!known.verifySecret(tenant, id, secret)) {
                    throw OAuthException.invalidClient();
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
        new AccessTokenIssuanceRequest(
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

  static FakeHttpExchange posted(OAuthRequestBuilder form) {
    var exchange = FakeHttpExchange.form(ACME, "/oauth/token");
    form.parameters()
        .forEach((name, values) -> values.forEach(v -> exchange.withParameter(name, v)));
    form.headers().forEach((name, values) -> values.forEach(v -> exchange.withHeader(name, v)));
    return exchange.ofType(FORM + ";charset=UTF-8");
  }

  OAuthException refusal(OAuthRequestBuilder request) {
    return assertThrows(OAuthException.class, () -> token.handle(posted(request)));
  }
}
