package org.lumoauth.oauth.server.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.ClientAuthenticator;
import org.lumoauth.api.oauth.GrantHandler;
import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.oauth.server.endpoint.Grants;
import org.lumoauth.oauth.server.endpoint.Profiles;
import org.lumoauth.oauth.server.request.InstalledClientAuthentication;
import org.lumoauth.platform.web.testkit.FakeExchange;
import org.lumoauth.testkit.fake.FakeFailedAttempts;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeRequestLimits;

class MetadataEndpointTest {
  private static final String LASTING = "public, max-age=3600";

  private final FakeProviderRegistry registry =
      new FakeProviderRegistry()
          .with(
              MetadataContributor.class,
              "pages",
              (tenant, metadata) -> metadata.put("ui_locales_supported", List.of("en")));

  @Test
  void letsTheDocumentBeKept() throws IOException {
    FakeExchange answer = answer();

    assertEquals(LASTING, answer.responseHeader("Cache-Control"));
    assertEquals(List.of("en"), answer.answer().get("ui_locales_supported"));
    assertEquals(0, registry.openLeases());
  }

  @Test
  void letsNobodyKeepADocumentThatLacksAGrant() throws IOException {
    registry.lacking(GrantHandler.class, "password", "grant-password");

    FakeExchange answer = answer();

    assertEquals(List.of(), answer.answer().get("grant_types_supported"));
    assertEquals("no-store", answer.responseHeader("Cache-Control"));
  }

  @Test
  void letsNobodyKeepADocumentThatLacksAWayOfClientAuthentication() throws IOException {
    registry.lacking(ClientAuthenticator.class, "client_secret_basic", "client-auth-secret-basic");

    FakeExchange answer = answer();

    assertEquals(List.of(), answer.answer().get("token_endpoint_auth_methods_supported"));
    assertEquals("no-store", answer.responseHeader("Cache-Control"));
  }

  @Test
  void letsNobodyKeepADocumentThatLacksTheWordOfAModule() throws IOException {
    registry.lacking(MetadataContributor.class, "par", "oauth-par");

    FakeExchange answer = answer();

    assertEquals(200, answer.status());
    assertEquals("no-store", answer.responseHeader("Cache-Control"));
  }

  private FakeExchange answer() throws IOException {
    var profiles = new Profiles(registry);
    var metadata =
        new ServerMetadata(
            new Grants(registry, profiles),
            new InstalledClientAuthentication(
                registry, profiles, new FakeFailedAttempts(), new FakeRequestLimits()),
            registry);
    FakeExchange exchange =
        FakeExchange.get(aTenant().build(), "/.well-known/oauth-authorization-server");
    new MetadataEndpoint(metadata).handle(exchange);
    return exchange;
  }
}
