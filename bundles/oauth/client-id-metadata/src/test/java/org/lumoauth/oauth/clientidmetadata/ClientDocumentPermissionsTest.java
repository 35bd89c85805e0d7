/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientidmetadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The permissions of a client that its document can and cannot set. */
class ClientDocumentPermissionsTest extends ClientDocumentFixture {

  @Test
  void grantsNoAdministrationScope() {
    document.put(
        "scope", "openid admin admin:users:write users.write invoices.read authz:check introspect");
    allow(
        CimdSettings.SCOPES.name(),
        List.of(
            "openid", "invoices.read", "admin", "admin:users:write", "users.write", "introspect"));

    assertEquals(Set.of("openid", "invoices.read"), find().orElseThrow().scope());
  }

  @Test
  void usesTenantScopesIfDocumentHasNone() {
    assertEquals(
        Set.of("openid", "profile", "email", "address", "phone", "offline_access"),
        find().orElseThrow().scope());
  }

  @Test
  void allowsOnlyUserGrantTypes() {
    document.put(
        "grant_types",
        List.of(
            "authorization_code",
            "client_credentials",
            "password",
            "urn:ietf:params:oauth:grant-type:jwt-bearer",
            "urn:ietf:params:oauth:grant-type:token-exchange"));

    assertEquals(Set.of("authorization_code"), find().orElseThrow().grantTypes());
  }

  @Test
  void rejectsClientWithoutAuthorizationCodeGrant() {
    document.put("grant_types", List.of("client_credentials"));

    assertEquals(Optional.empty(), find());
  }

  @Test
  void ignoresFirstPartyMetadataInADocument() {
    document.put("first_party", true);
    document.put("profile", "none");
    document.put("require_pkce", false);
    document.put("self_registered", false);
    document.put("logo_uri", "https://app.example/logo");

    var metadata = find().orElseThrow().metadata();

    assertEquals(Map.of("require_pkce", true, "self_registered", true), metadata);
  }

  @Test
  void sanitizesNameAndFallsBackToHost() {
    document.put("client_name", "Bank\n\u202Egnihtemos");
    assertEquals("Bank gnihtemos", find().orElseThrow().name());

    document.remove("client_name");
    now = now.plus(ClientMetadataFreshnessPolicy.USUAL);
    assertEquals("app.example", find().orElseThrow().name());
  }
}
