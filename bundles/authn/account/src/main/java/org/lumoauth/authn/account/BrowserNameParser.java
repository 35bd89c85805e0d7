/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.account;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Derives a display name for a browser from its User-Agent, so that users can recognize their
 * sessions. Not for other purposes, because the header is untrusted.
 */
final class BrowserNameParser {

  /** The first match is used, because most browsers also name others. */
  private static final Map<String, String> PROGRAMS =
      ordered(
          "Edg/",
          "Edge",
          "OPR/",
          "Opera",
          "Firefox/",
          "Firefox",
          "FxiOS/",
          "Firefox",
          "CriOS/",
          "Chrome",
          "Chrome/",
          "Chrome",
          "Safari/",
          "Safari");

  private static final Map<String, String> SYSTEMS =
      ordered(
          "iPhone",
          "iPhone",
          "iPad",
          "iPad",
          "Android",
          "Android",
          "Windows",
          "Windows",
          "Mac OS X",
          "macOS",
          "CrOS",
          "ChromeOS",
          "Linux",
          "Linux");

  private BrowserNameParser() {}

  /** Returns the name and system; empty if both are unknown. */
  static Optional<String> parse(String userAgent) {
    String name =
        Stream.of(first(PROGRAMS, userAgent), first(SYSTEMS, userAgent))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(" · "));
    return Optional.of(name).filter(text -> !text.isEmpty());
  }

  private static Optional<String> first(Map<String, String> names, String userAgent) {
    return names.entrySet().stream()
        .filter(entry -> userAgent.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Map<String, String> ordered(String... pairs) {
    Map<String, String> names = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      names.put(pairs[i], pairs[i + 1]);
    }
    return names;
  }
}
