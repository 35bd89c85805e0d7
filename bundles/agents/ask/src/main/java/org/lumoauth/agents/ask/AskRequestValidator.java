package org.lumoauth.agents.ask;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.web.ApiException;

/** What of a request can be asked at all. Refusals say what to send instead. */
final class AskRequestValidator {

  static final int MAX_ACTION = 128;
  static final int MAX_QUESTION = 2_000;
  static final int MAX_RESOURCE = 255;

  private AskRequestValidator() {}

  /**
   * The action: 1 to 128 visible ASCII characters without space, quote, backslash, asterisk.
   *
   * @throws ApiException 400 if it is none
   */
  static String action(String action) {
    actionFault(action)
        .ifPresent(
            fault -> {
              throw ApiException.invalidRequest(fault);
            });
    return action;
  }

  /** What is wrong with an action; empty if nothing is. */
  static Optional<String> actionFault(String action) {
    if (action == null || action.isEmpty()) {
      return Optional.of("Name the action: send {\"action\": \"documents.read\"}.");
    }
    if (action.length() > MAX_ACTION) {
      return Optional.of("An action is at most " + MAX_ACTION + " characters long.");
    }
    for (int i = 0; i < action.length(); i++) {
      char c = action.charAt(i);
      if (c <= ' ' || c > '~' || c == '"' || c == '\\' || c == '*') {
        return Optional.of(
            "An action is visible ASCII without spaces, quotes, backslashes and asterisks,"
                + " for example documents.read.");
      }
    }
    return Optional.empty();
  }

  static String question(String text) {
    if (text.isBlank() || text.length() > MAX_QUESTION) {
      throw ApiException.invalidRequest("A question is 1 to " + MAX_QUESTION + " characters long.");
    }
    return text;
  }

  static Optional<Resource> resource(AskRequest.AskResource form) {
    if (form == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Resource(
            name("resource.type", form.type()),
            name("resource.id", form.id()),
            known(AskContextLimits.checked("resource.attributes", form.attributes()))));
  }

  private static String name(String field, String value) {
    boolean fine =
        value != null
            && !value.isEmpty()
            && value.length() <= MAX_RESOURCE
            && value.chars().noneMatch(Character::isISOControl);
    if (!fine) {
      throw ApiException.invalidRequest(
          field + " is 1 to " + MAX_RESOURCE + " characters without control characters.");
    }
    return value;
  }

  /** JSON null says that nothing is known, as does leaving the member out. */
  private static Map<String, Object> known(Map<String, Object> attributes) {
    var known = new LinkedHashMap<>(attributes);
    known.values().removeIf(Objects::isNull);
    return known;
  }
}
