/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.platform.web.routing.RoutePattern;

class RequestRoutingPathTest {

  private static RequestRoutingPath of(String path) {
    return RequestRoutingPath.of(RequestPath.parse(path));
  }

  @Test
  void parsesTenantAndApiPath() {
    assertEquals(
        new RequestRoutingPath(
            Optional.of("acme"), "/t/acme/api/v1", "/admin/users", List.of("admin", "users")),
        of("/t/acme/api/v1/admin/users"));
  }

  @Test
  void parsesOrganizationPrefix() {
    assertEquals("/orgs/acme/api/v1", of("/orgs/acme/api/v1/admin/users").base());
  }

  @Test
  void detectsRelyingPartyPaths() {
    assertTrue(of("/t/acme/api/v1/.well-known/openid-configuration").forRelyingParties());
    assertTrue(of("/t/acme/.well-known/jwks.json").forRelyingParties());
    assertTrue(of("/t/acme/api/v1/oauth/logout").forRelyingParties());
    assertFalse(of("/t/acme/api/v1/oauth/token").forRelyingParties());
    assertFalse(of("/t/acme/logout").forRelyingParties());
    assertFalse(of("/t/acme/api/v1").forRelyingParties());
  }

  @Test
  void mapsAdminPathsWithoutAdminPrefix() {
    for (String part : List.of("users/u%20x/roles", "roles", "groups/1/members", "audit-logs")) {
      assertEquals(of("/t/acme/api/v1/admin/" + part), of("/t/acme/api/v1/" + part));
    }
    assertEquals(List.of("authz", "users"), of("/t/acme/api/v1/authz/users").segments());
  }

  @Test
  void parsesTenantFromWellKnownPathBeforeIssuerPath() {
    assertEquals(
        new RequestRoutingPath(
            Optional.of("acme"),
            "/t/acme/api/v1",
            "/.well-known/oauth-authorization-server",
            List.of(".well-known", "oauth-authorization-server")),
        of("/.well-known/oauth-authorization-server/t/acme/api/v1"));
  }

  @Test
  void parsesTenantFromShortWellKnownPath() {
    assertEquals(of("/t/acme/api/v1/.well-known/jwks.json"), of("/t/acme/.well-known/jwks.json"));
  }

  @Test
  void hasNoTenantOnCredentialScopedPaths() {
    assertEquals(
        new RequestRoutingPath(
            Optional.empty(), "/api/v1", "/authz/check", List.of("api", "v1", "authz", "check")),
        of("/api/v1/authz/check"));
  }

  @Test
  void parsesProtectedResourceMetadataPath() {
    assertEquals(
        new RequestRoutingPath(
            Optional.of("acme"),
            "/t/acme/api/v1",
            "/.well-known/oauth-protected-resource/mcp/x%20y",
            List.of(".well-known", "oauth-protected-resource", "mcp", "x y")),
        of("/.well-known/oauth-protected-resource/t/acme/api/v1/mcp/x%20y"));
  }

  @Test
  void keepsSystemPathsRelativeToRoot() {
    assertEquals(
        new RequestRoutingPath(
            Optional.empty(), "", "/system/health/live", List.of("system", "health", "live")),
        of("/system/health/live"));
  }

  @Test
  void separatesTenantPagesFromApi() {
    assertEquals(List.of(RoutePattern.PAGE, "login"), of("/t/acme/login").segments());
  }

  @Test
  void keepsPagePathsRelativeToRoot() {
    assertEquals("/t/acme/login", of("/t/acme/login").rest());
  }

  @Test
  void preservesPercentEncodingForJaxRs() {
    assertEquals("/admin/users/a%40b", of("/t/acme/api/v1/admin/users/a%40b").rest());
  }

  @Test
  void parsesApiRoot() {
    assertEquals("/", of("/t/acme/api/v1").rest());
  }
}
