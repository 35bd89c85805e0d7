package org.lumoauth.agents.aauthperson.signature;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import org.lumoauth.platform.web.DisplayNameValidator;

/**
 * What a server says of itself to people (section Metadata Documents): as much as a page has room
 * for, and nothing that hides or turns something. Nobody checked it.
 *
 * @param name empty if it says none
 * @param description empty if it says none
 * @param accessMode how agents come to it, as {@code auth-token}; empty if it says none
 * @param scopes what it says of scopes, by their names
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
        .fields()
        .forEachRemaining(
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
