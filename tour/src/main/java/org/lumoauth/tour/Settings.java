/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.tour;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The server's URL and the operator's key.
 *
 * @param baseUrl the server's base URL without a trailing slash
 * @param bootstrapKey the operator's key
 * @param keySource a shell expression for that key
 */
record Settings(String baseUrl, String bootstrapKey, String keySource) {

  static final String USAGE =
      """
      Usage: java -jar org.lumoauth.tour.jar [--base-url URL] [--bootstrap-key-file FILE]
        Without options: LUMOAUTH_BASE_URL (http://127.0.0.1:8080), and the key from the file
        LUMOAUTH_KEY_FILE, from LUMOAUTH_BOOTSTRAP_API_KEY, or from the file bootstrap-api-key
        in LUMOAUTH_DATA (./data).""";

  /**
   * Reads the options, then the environment.
   *
   * @throws TourFailure if an option is unknown or the key cannot be read
   */
  static Settings of(String[] options, Map<String, String> environment) {
    var baseUrl = environment.getOrDefault("LUMOAUTH_BASE_URL", "");
    var keyFile = environment.get("LUMOAUTH_KEY_FILE");
    for (int i = 0; i < options.length; i += 2) {
      var value = i + 1 < options.length ? options[i + 1] : null;
      if (value != null && options[i].equals("--base-url")) {
        baseUrl = value;
      } else if (value != null && options[i].equals("--bootstrap-key-file")) {
        keyFile = value;
      } else {
        throw new TourFailure("Unknown option " + options[i] + ".\n" + USAGE);
      }
    }
    if (baseUrl.isBlank()) {
      baseUrl = "http://127.0.0.1:" + environment.getOrDefault("LUMOAUTH_HTTP_PORT", "8080");
    }
    return withKey(baseUrl.replaceAll("/+$", ""), keyFile, environment);
  }

  private static Settings withKey(String baseUrl, String keyFile, Map<String, String> environment) {
    var given = environment.getOrDefault("LUMOAUTH_BOOTSTRAP_API_KEY", "");
    if (keyFile == null && !given.isBlank()) {
      return new Settings(baseUrl, given.strip(), "$LUMOAUTH_BOOTSTRAP_API_KEY");
    }
    var file =
        keyFile != null
            ? Path.of(keyFile)
            : Path.of(environment.getOrDefault("LUMOAUTH_DATA", "data"), "bootstrap-api-key");
    try {
      return new Settings(
          baseUrl, Files.readString(file).strip(), "$(cat " + Shell.quoted(file.toString()) + ")");
    } catch (IOException e) {
      throw new TourFailure("The operator's key cannot be read from " + file + ".\n" + USAGE);
    }
  }

  @Override
  public String toString() {
    return "Settings[" + baseUrl + "]";
  }
}
