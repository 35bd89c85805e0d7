/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.web.ApiException;

class SubjectIdentifierTest {

  @Test
  void readsItsOwnFormats() {
    for (Map<String, Object> claim :
        List.<Map<String, Object>>of(
            Map.of("format", "iss_sub", "iss", "https://a.example", "sub", "1"),
            Map.of("format", "email", "email", "ada@example.com"),
            Map.of("format", "opaque", "id", "usr_1"))) {
      assertEquals(claim, SubjectIdentifier.read(claim).claim());
    }
  }

  @Test
  void readsUserOfComplexSubject() {
    assertEquals(
        SubjectIdentifier.opaque("usr_1"),
        SubjectIdentifier.read(
            Map.of("format", "complex", "user", Map.of("format", "opaque", "id", "usr_1"))));
  }

  @Test
  void rejectsUnsupportedIdentifiers() {
    var user = Map.of("format", "opaque", "id", "usr_1");
    for (Object sent :
        List.of(
            "usr_1",
            Map.of("format", "phone_number", "phone_number", "+4912"),
            Map.of("format", "iss_sub", "iss", "https://a.example"),
            Map.of("format", "opaque", "id", 1),
            Map.of("format", "opaque", "id", "x".repeat(501)),
            Map.of("format", "opaque", "id", "x", "sub", "y"),
            Map.of("format", "complex", "user", user, "session", user),
            Map.of("format", "complex", "user", Map.of("format", "complex", "user", user)))) {
      assertEquals(
          400,
          assertThrows(ApiException.class, () -> SubjectIdentifier.read(sent), sent.toString())
              .status());
    }
  }

  @Test
  void comparesEmailCaseInsensitivelyAndOthersExactly() {
    assertEquals(
        SubjectIdentifier.email("Ada@Example.com").hash(),
        SubjectIdentifier.email("ada@example.com").hash());
    assertNotEquals(
        SubjectIdentifier.opaque("usr_A").hash(), SubjectIdentifier.opaque("usr_a").hash());
    assertNotEquals(
        SubjectIdentifier.issSub("a", "b\nc").hash(), SubjectIdentifier.opaque("a").hash());
  }
}
