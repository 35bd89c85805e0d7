/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.exchange;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lumoauth.platform.web.address.IpAddressParser;

/**
 * Parses the hops of a forwarding header, in header order: each is a canonical address without a
 * port, or empty if the entry has no valid address ({@code unknown}, an obfuscated identifier, a
 * name).
 */
final class ForwardingHeaderParser {

  private static final int MAX_PORT = 65_535;
  private static final int DECIMAL = 10;

  /**
   * RFC 7239 section 6: {@code IPv4[:port]} or {@code "[IPv6]"[:port]}; a port may be obfuscated.
   */
  private static final Pattern NODE =
      Pattern.compile("([0-9.]+|\\[[^\\]]+])(?::([0-9]{1,5}|_[0-9A-Za-z._-]+))?");

  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

  /** RFC 7239 section 4: one {@code forwarded-pair}. */
  private static final Pattern PAIR =
      Pattern.compile("(" + TOKEN + ")=(?:(" + TOKEN + ")|\"((?:[^\"\\\\]|\\\\.)*+)\")");

  private static final Pattern SEPARATOR = Pattern.compile("[ \\t]*+([;,])[ \\t]*+");

  private ForwardingHeaderParser() {}

  /** Returns the nodes of {@code X-Forwarded-For}; an IPv6 address may have no brackets. */
  static List<Optional<String>> ofXForwardedFor(List<String> lines) {
    List<Optional<String>> nodes = new ArrayList<>();
    for (String line : lines) {
      for (String entry : line.split(",", -1)) {
        nodes.add(IpAddressParser.canonical(entry.strip()).or(() -> address(entry.strip())));
      }
    }
    return nodes;
  }

  /**
   * Returns the {@code for} parameters of {@code Forwarded}; a malformed line counts as one empty
   * hop.
   */
  static List<Optional<String>> of(List<String> lines) {
    List<Optional<String>> nodes = new ArrayList<>();
    for (String line : lines) {
      nodes.addAll(elements(line.strip()).orElse(List.of(Optional.empty())));
    }
    return nodes;
  }

  private static Optional<List<Optional<String>>> elements(String line) {
    List<Optional<String>> nodes = new ArrayList<>();
    Matcher pair = PAIR.matcher(line);
    Matcher separator = SEPARATOR.matcher(line);
    Set<String> names = new HashSet<>();
    Optional<String> node = Optional.empty();
    int at = 0;
    while (pair.region(at, line.length()).lookingAt()) {
      String name = pair.group(1).toLowerCase(Locale.ROOT);
      if (!names.add(name)) {
        return Optional.empty(); // section 4: a parameter occurs at most once in an element
      }
      if (name.equals("for")) {
        node = address(pair.group(2) != null ? pair.group(2) : unescaped(pair.group(3)));
      }
      if (pair.end() == line.length()) {
        nodes.add(node);
        return Optional.of(nodes);
      }
      if (!separator.region(pair.end(), line.length()).lookingAt()) {
        return Optional.empty();
      }
      if (separator.group(1).equals(",")) {
        nodes.add(node);
        node = Optional.empty();
        names.clear();
      }
      at = separator.end();
    }
    return Optional.empty();
  }

  private static String unescaped(String quoted) {
    return quoted.replaceAll("\\\\(.)", "$1");
  }

  private static Optional<String> address(String node) {
    Matcher parts = NODE.matcher(node);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String port = parts.group(2);
    boolean validPort =
        port == null || port.startsWith("_") || Integer.parseInt(port, DECIMAL) <= MAX_PORT;
    return validPort ? IpAddressParser.canonical(parts.group(1)) : Optional.empty();
  }
}
