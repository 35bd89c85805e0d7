package org.example.changefreeze;

import java.time.Instant;
import java.util.List;

/**
 * The frozen actions and the time of the freeze.
 *
 * @param actions patterns of actions
 * @param from the first instant
 * @param until the first instant after the freeze
 */
record Freeze(List<String> actions, Instant from, Instant until) {

  static Freeze of(ChangeFreezeConfig config) {
    return new Freeze(
        List.of(config.actions()),
        config.from().isBlank() ? Instant.MIN : Instant.parse(config.from()),
        config.until().isBlank() ? Instant.MAX : Instant.parse(config.until()));
  }

  boolean lastsAt(Instant now) {
    return !now.isBefore(from) && now.isBefore(until);
  }

  boolean covers(String action) {
    return actions.stream().anyMatch(pattern -> matches(pattern, action));
  }

  private static boolean matches(String pattern, String action) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(action);
    }
    String head = pattern.substring(0, star);
    String tail = pattern.substring(star + 1);
    return action.length() >= head.length() + tail.length()
        && action.startsWith(head)
        && action.endsWith(tail);
  }

  /** Returns the end in words. */
  String end() {
    return until.equals(Instant.MAX) ? "until the operator ends it" : "until " + until;
  }
}
