/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.web.ApiException;

/** Validates the members of a request. Errors say what to send instead. */
public final class AskRequestValidator {

  public static final int MAX_ACTION = 128;
  public static final int MAX_QUESTION = 2_000;
  public static final int MAX_RESOURCE = 255;

  private AskRequestValidator() {}

  /**
   * Validates an action: 1 to 128 visible ASCII characters without space, quote, backslash and
   * asterisk.
   *
   * @throws ApiException 400 if the action is invalid
   */
  static String action(String action) {
    actionFault(action)
        .ifPresent(
            fault -> {
              throw ApiException.invalidRequest(fault);
            });
    return action;
  }

  /** Returns the error of an action; empty if the action is valid. */
  public static Optional<String> actionFault(String action) {
    if (action == null || action.isEmpty()) {
      return Optional.of("`action` is required, for example {\"action\": \"documents.read\"}.");
    }
    if (action.length() > MAX_ACTION) {
      return Optional.of("`action` must not be longer than " + MAX_ACTION + " characters.");
    }
    for (int i = 0; i < action.length(); i++) {
      char c = action.charAt(i);
      if (c <= ' ' || c > '~' || c == '"' || c == '\\' || c == '*') {
        return Optional.of(
            "`action` must be visible ASCII without spaces, quotes, backslashes and "
                + "asterisks,"
                + " for example documents.read.");
      }
    }
    return Optional.empty();
  }

  static String question(String text) {
    if (text.isBlank() || text.length() > MAX_QUESTION) {
      throw ApiException.invalidRequest(
          "`question` must be between 1 and " + MAX_QUESTION + " characters long.");
    }
    return text;
  }

  public static Optional<Resource> resource(AskRequest.AskResource form) {
    if (form == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Resource(
            name("resource.type", form.type()),
            name("resource.id", form.id()),
            known(AskContextLimitValidator.checked("resource.attributes", form.attributes()))));
  }

  private static String name(String field, String value) {
    boolean fine =
        value != null
            && !value.isEmpty()
            && value.length() <= MAX_RESOURCE
            && value.chars().noneMatch(Character::isISOControl);
    if (!fine) {
      throw ApiException.invalidRequest(
          "`"
              + field
              + "` must be between 1 and "
              + MAX_RESOURCE
              + " characters long, without control characters.");
    }
    return value;
  }

  /** Removes attributes that are JSON null: null means unknown, as does an absent member. */
  private static Map<String, Object> known(Map<String, Object> attributes) {
    var known = new LinkedHashMap<>(attributes);
    known.values().removeIf(Objects::isNull);
    return known;
  }
}
