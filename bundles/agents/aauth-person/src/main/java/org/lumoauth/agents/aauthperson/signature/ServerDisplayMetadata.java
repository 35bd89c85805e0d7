/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.signature;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import org.lumoauth.platform.web.text.DisplayNameValidator;

/**
 * A server's description of itself for people (AAuth draft, section Metadata Documents), limited to
 * the space of a page and without characters that hide or reorder text. It is not verified.
 *
 * @param name the name; may be empty
 * @param description the description; may be empty
 * @param accessMode how agents get access, such as {@code auth-token}; may be empty
 * @param scopes the descriptions of scopes, by name
 */
public record ServerDisplayMetadata(
    String name, String description, String accessMode, Map<String, String> scopes) {

  private static final int MAX_NAME = 100;
  private static final int MAX_WORDS = 1_000;
  private static final int MAX_SCOPES = 100;

  public ServerDisplayMetadata {
    scopes = Map.copyOf(scopes);
  }

  static ServerDisplayMetadata of(JsonNode document) {
    Map<String, String> scopes = new TreeMap<>();
    document
        .path("scope_descriptions")
        .properties()
        .forEach(
            scope -> {
              String words = words(scope.getValue(), MAX_WORDS);
              if (!words.isEmpty() && scopes.size() < MAX_SCOPES) {
                scopes.put(scope.getKey(), words);
              }
            });
    return new ServerDisplayMetadata(
        words(document.path("name"), MAX_NAME),
        words(document.path("description"), MAX_WORDS),
        words(document.path("access_mode"), MAX_NAME),
        scopes);
  }

  private static String words(JsonNode value, int most) {
    String words = value.isTextual() ? DisplayNameValidator.replaceInvisible(value.asText()) : "";
    return words.codePointCount(0, words.length()) > most
        ? words.substring(0, words.offsetByCodePoints(0, most)) + "\u2026"
        : words;
  }
}
