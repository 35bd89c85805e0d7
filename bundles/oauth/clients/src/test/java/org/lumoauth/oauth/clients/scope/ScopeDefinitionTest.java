/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.scope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.web.ApiException;

class ScopeDefinitionTest {

  @Test
  void acceptsNameWithoutDescription() {
    assertEquals(
        new ScopeDefinition("orders:read", Optional.empty(), false),
        ScopeDefinition.of(Map.of("name", "orders:read")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "a b", "a\"b", "a\\b", "ä", "12345", "admin", "admin:x", "users.read"})
  void rejectsInvalidOrAdministrativeScopeName(String name) {
    assertEquals("name", refused(Map.of("name", name)).details().get("field"));
  }

  @Test
  void rejectsOverlongName() {
    assertEquals(422, refused(Map.of("name", "a".repeat(201))).status());
  }

  @Test
  void rejectsOverlongOrInvisibleDescription() {
    assertEquals(422, refused(Map.of("name", "a", "description", "x".repeat(501))).status());
    assertEquals(422, refused(Map.of("name", "a", "description", "x\u0000y")).status());
  }

  @Test
  void rejectsUnknownMember() {
    assertEquals("slug", refused(Map.of("name", "a", "slug", "b")).details().get("field"));
  }

  @Test
  void refusesMembersOfAnotherType() {
    assertEquals(422, refused(Map.of("name", 7)).status());
    assertEquals(422, refused(Map.of("name", "a", "isDefault", "yes")).status());
  }

  @Test
  void requiresBody() {
    assertEquals(400, assertThrows(ApiException.class, () -> ScopeDefinition.of(null)).status());
  }

  private static ApiException refused(Map<String, Object> body) {
    return assertThrows(ApiException.class, () -> ScopeDefinition.of(new HashMap<>(body)));
  }
}
