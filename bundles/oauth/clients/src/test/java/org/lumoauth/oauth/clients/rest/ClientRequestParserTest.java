/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.oauth.clients.ClientTokenLifetimeResolver;
import org.lumoauth.oauth.clients.RegisteredClientSettings;

class ClientRequestParserTest {

  @Test
  void defaultsToConfidentialClientCredentialsClient() {
    var client =
        ClientRequestParser.create(
            Map.of("name", "Robot"), ClientTokenLifetimeResolver.STANDARD_SECONDS);

    assertTrue(client.confidential());
    assertEquals(List.of("client_credentials"), client.grantTypes());
    assertEquals(3600, client.accessTokenSeconds());
  }

  @Test
  void requiresPkceForPublicClient() {
    var client =
        ClientRequestParser.create(
            Map.of("name", "App", "isConfidential", false, "requiresPkce", false),
            ClientTokenLifetimeResolver.STANDARD_SECONDS);

    assertTrue(client.requiresPkce());
  }

  @Test
  void defaultsToWebApplicationType() {
    var client =
        ClientRequestParser.create(
            Map.of("name", "App", "isConfidential", false),
            ClientTokenLifetimeResolver.STANDARD_SECONDS);

    assertEquals("web", client.applicationType());
  }

  @Test
  void refusesClientCredentialsForAPublicClient() {
    assertEquals(
        "grantTypes",
        field(
            Map.of(
                "name",
                "App",
                "isConfidential",
                false,
                "grantTypes",
                List.of("client_credentials"))));
  }

  @Test
  void rejectsUnknownMember() {
    assertEquals("clientSecret", field(Map.of("name", "App", "clientSecret", "mine")));
  }

  @Test
  void pointsClientMetadataToItsMember() {
    var error =
        assertThrows(
            ApiException.class,
            () ->
                ClientRequestParser.create(
                    Map.of("name", "App", "post_logout_redirect_uris", List.of()),
                    ClientTokenLifetimeResolver.STANDARD_SECONDS));

    assertEquals(
        "post_logout_redirect_uris is client metadata. Send it as a member of `metadata`.",
        error.getMessage());
  }

  @Test
  void refusesAClientWithoutAName() {
    assertEquals("name", field(Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example.com/cb",
        "http://127.0.0.1:8080/cb",
        "http://[::1]/cb",
        "com.example.app:/cb"
      })
  void acceptsValidRedirectUri(String uri) {
    var client =
        ClientRequestParser.create(
            Map.of("name", "App", "redirectUris", List.of(uri)),
            ClientTokenLifetimeResolver.STANDARD_SECONDS);

    assertEquals(List.of(uri), client.redirectUris());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://app.example.com/cb",
        "https://app.example.com/cb#part",
        "https://*.example.com/cb",
        "https://user@app.example.com/cb",
        "javascript:alert(1)",
        "data:text/html,x",
        "/cb",
        "https:///cb",
        "http://127.0.0.1.evil.test/cb",
        "https://a.example/../cb",
        "https://a.example/%2e%2e/cb",
        "https://a.example/cb%2f",
        "https://a.example/cb%00"
      })
  void rejectsInvalidRedirectUri(String uri) {
    assertEquals("redirectUris", field(Map.of("name", "App", "redirectUris", List.of(uri))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u202eelgooG", "Google\u200b", "\u3164", "Goo\u2028gle", "a\u0085b"})
  void rejectsNameWithInvisibleOrBidiCharacters(String name) {
    assertEquals("name", field(Map.of("name", name)));
  }

  @Test
  void rejectsConfidentialClientWithAuthMethodNone() {
    assertEquals(
        "tokenEndpointAuthMethods",
        field(Map.of("name", "App", "tokenEndpointAuthMethods", List.of("none"))));
  }

  @Test
  void rejectsConfidentialClientWithoutAuthMethods() {
    assertEquals(
        "tokenEndpointAuthMethods",
        field(Map.of("name", "App", "tokenEndpointAuthMethods", List.of())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"client_secret_post", "tls_client_auth", "urn:example:badge"})
  void acceptsKnownAuthenticationMethodWithoutItsModule(String method) {
    var client =
        ClientRequestParser.create(
            Map.of(
                "name",
                "App",
                "tokenEndpointAuthMethods",
                List.of(method),
                "metadata",
                Map.of("tls_client_auth_subject_dn", "CN=app")),
            ClientTokenLifetimeResolver.STANDARD_SECONDS);

    assertEquals(List.of(method), client.authenticationMethods());
  }

  @Test
  void allowsUnrelatedUpdateOfClientWithoutTlsSubjectName() { // it was registered before the rule
    var before =
        ClientRequestParser.create(
            Map.of("name", "App", "redirectUris", List.of("https://a.example/cb")),
            ClientTokenLifetimeResolver.STANDARD_SECONDS);
    var without =
        new RegisteredClientSettings(
            before.name(),
            true,
            true,
            true,
            "web",
            before.grantTypes(),
            before.scopes(),
            List.of("tls_client_auth"),
            before.redirectUris(),
            before.audienceUris(),
            before.accessTokenSeconds(),
            before.refreshTokenSeconds(),
            Map.of());

    assertEquals(
        "New",
        ClientRequestParser.change(
                without, Map.of("name", "New"), ClientTokenLifetimeResolver.STANDARD_SECONDS)
            .name());
    Map<String, Object> metadata = Map.of("tls_client_auth_subject_dn", "not a dn");
    assertThrows(
        ApiException.class,
        () ->
            ClientRequestParser.change(
                without,
                Map.of("metadata", metadata),
                ClientTokenLifetimeResolver.STANDARD_SECONDS));
  }

  @Test
  void refusesAScopeWithASpace() {
    assertEquals(
        "allowedScopes", field(Map.of("name", "App", "allowedScopes", List.of("a admin"))));
  }

  @Test
  void leavesRefreshTokenLifetimeUnsetByDefault() {
    var client =
        ClientRequestParser.create(
            Map.of("name", "App"), ClientTokenLifetimeResolver.STANDARD_SECONDS);

    assertEquals(0, client.refreshTokenSeconds());
  }

  @Test
  void resetsRefreshTokenLifetimeWithNull() {
    var before =
        ClientRequestParser.create(
            Map.of("name", "App", "refreshTokenLifetime", 60),
            ClientTokenLifetimeResolver.STANDARD_SECONDS);
    Map<String, Object> change = new HashMap<>();
    change.put("refreshTokenLifetime", null);

    assertEquals(60, before.refreshTokenSeconds());
    assertEquals(
        60,
        ClientRequestParser.change(
                before, Map.of("name", "Other"), ClientTokenLifetimeResolver.STANDARD_SECONDS)
            .refreshTokenSeconds());
    assertEquals(
        0,
        ClientRequestParser.change(before, change, ClientTokenLifetimeResolver.STANDARD_SECONDS)
            .refreshTokenSeconds());
  }

  @Test
  void resetsAccessTokenLifetimeWithNull() {
    var before =
        ClientRequestParser.create(Map.of("name", "App", "accessTokenLifetime", 60), 3_600);
    Map<String, Object> change = new HashMap<>();
    change.put("accessTokenLifetime", null);

    assertEquals(
        60, ClientRequestParser.change(before, Map.of("name", "Other"), 900).accessTokenSeconds());
    assertEquals(900, ClientRequestParser.change(before, change, 900).accessTokenSeconds());
  }

  @Test
  void resetsApplicationTypeWithNull() {
    var before =
        ClientRequestParser.create(Map.of("name", "App", "applicationType", "native"), 3_600);
    Map<String, Object> change = new HashMap<>();
    change.put("applicationType", null);

    assertEquals("web", ClientRequestParser.change(before, change, 3_600).applicationType());
  }

  @Test
  void refusesTwoDifferentListsOfScopes() {
    var both =
        Map.<String, Object>of("name", "A", "scopes", List.of("a"), "allowedScopes", List.of());

    assertEquals("allowedScopes", field(both));
  }

  @Test
  void rejectsNonPositiveLifetime() {
    assertEquals("accessTokenLifetime", field(Map.of("name", "App", "accessTokenLifetime", 0)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://victim.example.org/account/delete?x=1",
        "https://app.example.com.evil.example/frame",
        "https://app.example.com:8443/frame",
        "http://localhost/frame"
      })
  void rejectsFrontchannelLogoutUriOutsideRedirectOrigins(
      String frame) { // OpenID Front-Channel Logout section 2
    assertEquals("metadata.frontchannel_logout_uri", field(framing(frame)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://app.example.com/frame?x=1", "https://app.example.com:443/"})
  void acceptsFrontchannelLogoutUriOnRedirectOrigin(String frame) {
    var client =
        ClientRequestParser.create(framing(frame), ClientTokenLifetimeResolver.STANDARD_SECONDS);

    assertEquals(frame, client.metadata().get("frontchannel_logout_uri"));
  }

  @Test
  void rejectsRemovingRedirectOriginOfFrontchannelLogoutUri() {
    var before =
        ClientRequestParser.create(
            framing("https://app.example.com/frame"), ClientTokenLifetimeResolver.STANDARD_SECONDS);
    Map<String, Object> moved = Map.of("redirectUris", List.of("https://other.example.com/cb"));

    var problem =
        assertThrows(
            ApiException.class,
            () ->
                ClientRequestParser.change(
                    before, moved, ClientTokenLifetimeResolver.STANDARD_SECONDS));

    assertEquals("metadata.frontchannel_logout_uri", problem.details().get("field"));
  }

  @Test
  void preservesLegacyFrontchannelLogoutUriOnUnrelatedUpdate() {
    var before = framingAnother();

    var after =
        ClientRequestParser.change(
            before, Map.of("name", "Renamed"), ClientTokenLifetimeResolver.STANDARD_SECONDS);

    assertEquals("Renamed", after.name());
    assertEquals(before.metadata(), after.metadata());
  }

  @Test
  void rejectsUriChangesWithForeignFrontchannelLogoutUri() {
    var before = framingAnother();
    for (Map<String, Object> change :
        List.<Map<String, Object>>of(
            Map.of("redirectUris", List.of("https://other.example.com/cb")),
            Map.of(
                "metadata", Map.of("frontchannel_logout_uri", "https://victim.example.org/2")))) {
      var problem =
          assertThrows(
              ApiException.class,
              () ->
                  ClientRequestParser.change(
                      before, change, ClientTokenLifetimeResolver.STANDARD_SECONDS));

      assertEquals("metadata.frontchannel_logout_uri", problem.details().get("field"));
    }
  }

  private static RegisteredClientSettings framingAnother() {
    return new RegisteredClientSettings(
        "App",
        true,
        true,
        true,
        "web",
        List.of("authorization_code"),
        List.of("openid"),
        List.of("client_secret_basic"),
        List.of("https://app.example.com/cb"),
        List.of(),
        ClientTokenLifetimeResolver.STANDARD_SECONDS,
        0,
        Map.of("frontchannel_logout_uri", "https://victim.example.org/frame"));
  }

  private static Map<String, Object> framing(String frame) {
    return Map.of(
        "name",
        "App",
        "redirectUris",
        List.of("https://app.example.com/cb"),
        "metadata",
        Map.of("frontchannel_logout_uri", frame));
  }

  @Test
  void preservesMembersMissingFromPatch() {
    var before =
        ClientRequestParser.create(
            Map.of("name", "App", "allowedScopes", List.of("a")),
            ClientTokenLifetimeResolver.STANDARD_SECONDS);
    var after =
        ClientRequestParser.change(
            before, Map.of("name", "Other"), ClientTokenLifetimeResolver.STANDARD_SECONDS);

    assertEquals(List.of("a"), after.scopes());
    assertEquals("Other", after.name());
  }

  private static Object field(Map<String, Object> body) {
    return assertThrows(
            ApiException.class,
            () -> ClientRequestParser.create(body, ClientTokenLifetimeResolver.STANDARD_SECONDS))
        .details()
        .get("field");
  }
}
