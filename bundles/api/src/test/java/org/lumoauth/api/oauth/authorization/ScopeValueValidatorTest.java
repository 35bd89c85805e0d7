/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScopeValueValidatorTest {

  @Test
  void validatesScopeTokenSyntax() { // RFC 6749 section 3.3
    for (String text :
        List.of("openid", "admin:users:read", "https://a.example/x?y#z", "a".repeat(200))) {
      assertTrue(ScopeValueValidator.isValid(text), text);
    }
    for (String text :
        List.of("", "a b", " a", "a\"b", "a\\b", "a\nb", "\u00e9", "\u007f", "a".repeat(201))) {
      assertFalse(ScopeValueValidator.isValid(text), text);
    }
  }

  @Test
  void describesOnlyDisallowedScopes() {
    assertEquals(
        "a, c",
        ScopeValueValidator.describeExcess(List.of("openid", "c", "a"), List.of("openid", "b")));
  }

  @Test
  void describesAtMostFiveShortenedScopesWithoutForeignCharacters() {
    var requested = List.of("a\"\n", "b".repeat(101), "c", "d", "e", "f");

    assertEquals(
        "a??, " + "b".repeat(100) + "..., c, d, e",
        ScopeValueValidator.describeExcess(requested, List.of()));
  }
}
