/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerDisplayMetadataTest {

  @Test
  void readsServerDisplayMetadata() {
    var words =
        words(
            Map.of(
                "name", "Reports",
                "description", "**Reports** of yours",
                "access_mode", "auth-token",
                "scope_descriptions", Map.of("data.read", "Read them", "data.write", 7)));

    assertEquals(
        new ServerDisplayMetadata(
            "Reports", "**Reports** of yours", "auth-token", Map.of("data.read", "Read them")),
        words);
  }

  @Test
  void removesControlCharactersAndTruncatesLongNames() {
    var words =
        words(Map.of("name", "a\u202eb\u0000" + "x".repeat(200), "description", List.of(1)));

    assertEquals("a b " + "x".repeat(96) + "\u2026", words.name());
    assertEquals("", words.description());
  }

  @Test
  void returnsEmptyMetadataIfServerProvidesNone() {
    assertEquals(
        new ServerDisplayMetadata("", "", "", Map.of()), words(Map.of("scope_descriptions", "x")));
  }

  private static ServerDisplayMetadata words(Map<String, Object> document) {
    return AAuthServerMetadata.of(new ObjectMapper().valueToTree(document)).words();
  }
}
