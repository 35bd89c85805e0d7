/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRequirementTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"open", "client", "authenticated", "operator", "nobody", "permission:users.read"})
  void parsesItsOwnText(String text) {
    assertEquals(text, AccessRequirement.parse(text).toString());
  }

  @Test
  void detectsRequirementsMetByAccessToken() {
    assertTrue(AccessRequirement.parse("authenticated").isResource());
    assertTrue(AccessRequirement.parse("permission:users.read").isResource());
    for (String other : List.of("open", "client", "operator", "unknown")) {
      assertFalse(AccessRequirement.parse(other).isResource(), other);
    }
  }

  @Test
  void deniesAnUnknownGuard() {
    assertEquals(
        AccessRequirement.of(AccessRequirement.AccessRequirementKind.NOBODY),
        AccessRequirement.parse("opne"));
  }
}
