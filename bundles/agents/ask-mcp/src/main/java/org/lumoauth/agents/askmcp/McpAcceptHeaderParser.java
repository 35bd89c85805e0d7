/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.askmcp;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Parses the {@code Accept} header.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1">RFC 9110 section 12.5.1</a>
 */
final class McpAcceptHeaderParser {

  /** The matching media ranges. The most specific range in the header has precedence. */
  private static final List<String> JSON = List.of("application/json", "application/*", "*/*");

  private static final Pattern NONE = Pattern.compile("q\\s*=\\s*0(\\.0{0,3})?");

  private McpAcceptHeaderParser() {}

  /** Returns whether the client accepts JSON responses. */
  static boolean json(String accept) {
    List<List<String>> ranges =
        List.of(accept.toLowerCase(Locale.ROOT).split(",")).stream()
            .map(McpAcceptHeaderParser::parts)
            .toList();
    for (String range : JSON) {
      var named = ranges.stream().filter(parts -> parts.get(0).equals(range)).toList();
      if (!named.isEmpty()) {
        return named.stream()
            .anyMatch(parts -> parts.stream().noneMatch(McpAcceptHeaderParser::refuses));
      }
    }
    return ranges.stream()
        .allMatch(parts -> parts.get(0).isEmpty()); // an empty header accepts every type
  }

  private static List<String> parts(String range) {
    return List.of(range.split(";", -1)).stream().map(String::strip).toList();
  }

  private static boolean refuses(String parameter) {
    return NONE.matcher(parameter).matches();
  }
}
