/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Parses the keys and values of a settings file. */
final class SettingsFileParser {
  /** The key of all content without a displayable name. */
  static final String OTHER = "(other)";

  /**
   * Names of keys that may be displayed. A value continued on a second line by mistake is parsed as
   * a key; a line of a PEM file has 64 characters, so it never matches.
   */
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,59}");

  private static final ObjectMapper JSON = new ObjectMapper();

  private SettingsFileParser() {}

  /** Returns the values by key, sorted; all other content is under {@link #OTHER}. */
  static Map<String, String> parse(Path file) throws IOException {
    Map<String, String> values = new TreeMap<>();
    try {
      if (file.toString().endsWith(".json")) {
        JsonNode root = JSON.readTree(Files.readAllBytes(file));
        root.properties().forEach(each -> add(values, each.getKey(), each.getValue().toString()));
      } else {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
          properties.load(reader);
        }
        new TreeMap<>(properties)
            .forEach((key, value) -> add(values, (String) key, (String) value));
      }
    } catch (com.fasterxml.jackson.core.JacksonException | IllegalArgumentException malformed) {
      values.put(OTHER, Files.readString(file, StandardCharsets.ISO_8859_1));
    }
    return values;
  }

  private static void add(Map<String, String> values, String key, String value) {
    if (NAME.matcher(key).matches()) {
      values.put(key, value);
    } else {
      values.merge(OTHER, key + "=" + value, (first, second) -> first + "\n" + second);
    }
  }
}
