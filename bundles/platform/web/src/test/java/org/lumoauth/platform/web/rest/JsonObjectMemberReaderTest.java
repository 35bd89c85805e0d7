/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.web.ApiException;

class JsonObjectMemberReaderTest {

  @Test
  void refusesARequestWithoutABody() {
    var refusal =
        assertThrows(ApiException.class, () -> JsonObjectMemberReader.of(null, Set.of("name")));

    assertEquals(400, refusal.status());
  }

  @Test
  void reportsUnknownMember() {
    var refusal =
        assertThrows(
            ApiException.class,
            () -> JsonObjectMemberReader.of(Map.of("isAdmin", true), Set.of("name")));

    assertEquals(422, refusal.status());
    assertEquals("isAdmin", refusal.details().get("field"));
  }

  @Test
  void distinguishesNullFromMissingMember() {
    var body = new HashMap<String, Object>();
    body.put("name", null);
    var members = JsonObjectMemberReader.of(body, Set.of("name", "picture"));

    assertTrue(members.has("name"));
    assertFalse(members.has("picture"));
    assertEquals(Optional.empty(), members.text("name", 10));
  }

  @Test
  void rejectsNumberForString() {
    var members = JsonObjectMemberReader.of(Map.of("name", 7), Set.of("name"));

    assertEquals(422, assertThrows(ApiException.class, () -> members.text("name", 10)).status());
  }

  @Test
  void rejectsOverlongString() {
    var members = JsonObjectMemberReader.of(Map.of("name", "abcdef"), Set.of("name"));

    assertThrows(ApiException.class, () -> members.text("name", 5));
  }

  @Test
  void refusesControlCharactersInText() {
    var members = JsonObjectMemberReader.of(Map.of("name", "a\u0000b"), Set.of("name"));

    assertThrows(ApiException.class, () -> members.text("name", 5));
  }

  @Test
  void refusesANullInsideAListOfTexts() {
    var members =
        JsonObjectMemberReader.of(Map.of("roles", Arrays.asList("a", null)), Set.of("roles"));

    assertThrows(ApiException.class, () -> members.textList("roles", 5, 5));
  }

  @Test
  void rejectsOverlongList() {
    var members = JsonObjectMemberReader.of(Map.of("roles", List.of("a", "b")), Set.of("roles"));

    assertThrows(ApiException.class, () -> members.textList("roles", 1, 5));
  }

  @Test
  void validatesMembersOfNestedObject() {
    var members = JsonObjectMemberReader.of(Map.of("admin", Map.of("root", true)), Set.of("admin"));

    assertThrows(ApiException.class, () -> members.object("admin", Set.of("email")));
  }
}
