/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.sbom;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The license of the libraries that match a pattern.
 *
 * @param pattern the group and artifact, separated by a colon; an asterisk at the end matches any
 *     rest
 * @param expression the license as an SPDX expression
 * @param component the name of the component in NOTICE
 */
record LibraryLicense(String pattern, String expression, String component) {
  private static final Set<String> OPERATORS = Set.of("AND", "OR", "WITH");

  boolean matches(ShippedLibrary library) {
    return pattern.endsWith("*")
        ? library.coordinates().startsWith(pattern.substring(0, pattern.length() - 1))
        : library.coordinates().equals(pattern);
  }

  /** Returns the SPDX identifiers of the licenses and exceptions in the expression. */
  List<String> identifiers() {
    return Stream.of(expression.split("[()\\s]+"))
        .filter(word -> !word.isEmpty() && !OPERATORS.contains(word))
        .distinct()
        .toList();
  }
}
