/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.accessserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;

class PersonClaimsParserTest {

  @Test
  void acceptsOnlyRequestedClaims() {
    var told =
        Map.<String, Object>of(
            "email",
            "ada@example.com",
            "email_verified",
            true,
            "groups",
            List.of("staff"),
            "address",
            Map.of("country", "GB"),
            "sub",
            "somebody else");

    assertEquals(
        Map.of(
            "email",
            "ada@example.com",
            "email_verified",
            true,
            "groups",
            List.of("staff"),
            "address",
            Map.of("country", "GB")),
        PersonClaimsParser.read(
            told, Set.of("email", "email_verified", "groups", "address", "phone_number")));
  }

  @Test
  void refusesInvalidClaims() {
    for (Object value :
        List.of(
            "",
            "x".repeat(501),
            List.of(List.of("nested")),
            Map.of("a", Map.of("b", "c")),
            Collections.singletonMap("street", null),
            Collections.singletonList(null),
            Collections.nCopies(51, "x"))) {
      assertThrows(
          AAuthProblemException.class,
          () -> PersonClaimsParser.read(Map.of("email", value), Set.of("email")));
    }
  }
}
