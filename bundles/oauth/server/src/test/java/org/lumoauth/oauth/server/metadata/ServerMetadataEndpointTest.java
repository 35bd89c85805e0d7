/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.server.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.oauth.client.ClientAuthenticationMethod;
import org.lumoauth.api.oauth.grant.GrantHandler;
import org.lumoauth.oauth.server.endpoint.ClientProfileEnforcer;
import org.lumoauth.oauth.server.endpoint.GrantHandlerDispatcher;
import org.lumoauth.oauth.server.request.DefaultClientAuthenticator;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeClientRequestLimiter;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.user.FakeAuthenticationFailureThrottle;

class ServerMetadataEndpointTest {
  private static final String LASTING = "public, max-age=3600";

  private final FakeProviderRegistry registry =
      new FakeProviderRegistry()
          .with(
              ServerMetadataContributor.class,
              "pages",
              (tenant, metadata) -> metadata.put("ui_locales_supported", List.of("en")));

  @Test
  void allowsCachingOfCompleteMetadata() throws IOException {
    FakeHttpExchange answer = answer();

    assertEquals(LASTING, answer.responseHeader("Cache-Control"));
    assertEquals(List.of("en"), answer.answer().get("ui_locales_supported"));
    assertEquals(0, registry.openLeases());
  }

  @Test
  void forbidsCachingWithoutUnavailableGrant() throws IOException {
    registry.withUnavailable(GrantHandler.class, "password", "grant-password");

    FakeHttpExchange answer = answer();

    assertEquals(List.of(), answer.answer().get("grant_types_supported"));
    assertEquals("no-store", answer.responseHeader("Cache-Control"));
  }

  @Test
  void forbidsCachingWithoutUnavailableAuthenticationMethod() throws IOException {
    registry.withUnavailable(
        ClientAuthenticationMethod.class, "client_secret_basic", "client-auth-secret");

    FakeHttpExchange answer = answer();

    assertEquals(List.of(), answer.answer().get("token_endpoint_auth_methods_supported"));
    assertEquals("no-store", answer.responseHeader("Cache-Control"));
  }

  @Test
  void forbidsCachingWithoutUnavailableContributor() throws IOException {
    registry.withUnavailable(ServerMetadataContributor.class, "par", "oauth-par");

    FakeHttpExchange answer = answer();

    assertEquals(200, answer.status());
    assertEquals("no-store", answer.responseHeader("Cache-Control"));
  }

  private FakeHttpExchange answer() throws IOException {
    var profiles = new ClientProfileEnforcer(registry);
    var endpoint =
        new ServerMetadataEndpoint(
            new GrantHandlerDispatcher(registry, profiles),
            new DefaultClientAuthenticator(
                registry,
                profiles,
                new FakeAuthenticationFailureThrottle(),
                new FakeClientRequestLimiter()),
            registry);
    FakeHttpExchange exchange =
        FakeHttpExchange.get(aTenant().build(), "/.well-known/oauth-authorization-server");
    endpoint.handle(exchange);
    return exchange;
  }
}
