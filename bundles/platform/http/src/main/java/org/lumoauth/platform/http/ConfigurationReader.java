/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.http;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads settings from a configuration. A blank value is treated as absent. */
record ConfigurationReader(Map<String, Object> properties) {

  String readText(String key, String otherwise) {
    Object value = properties.get(key);
    return value == null || value.toString().isBlank() ? otherwise : value.toString().strip();
  }

  boolean readFlag(String key, boolean otherwise) {
    return Boolean.parseBoolean(readText(key, String.valueOf(otherwise)));
  }

  /**
   * Reads a port.
   *
   * @throws IllegalArgumentException if the value is not a port
   */
  int readPort(String key, int otherwise) {
    String text = readText(key, String.valueOf(otherwise));
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // reported below
    }
    throw new IllegalArgumentException(key + " must be a port between 0 and 65535, not " + text);
  }

  List<String> readList(String key, List<String> otherwise) {
    String text = readText(key, null);
    return text == null
        ? otherwise
        : Stream.of(text.split(",")).map(String::strip).filter(part -> !part.isEmpty()).toList();
  }
}
