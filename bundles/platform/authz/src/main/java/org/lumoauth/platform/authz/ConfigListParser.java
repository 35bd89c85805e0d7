/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import java.util.Arrays;
import java.util.List;

/** Parses a list in a {@code .cfg} file, which supports only text values: separated by commas. */
final class ConfigListParser {

  private ConfigListParser() {}

  static List<String> of(String[] values) {
    return Arrays.stream(values)
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }
}
