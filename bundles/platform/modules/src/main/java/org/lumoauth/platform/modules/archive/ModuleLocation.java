/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.archive;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.Set;
import org.lumoauth.api.module.ModuleException;

/**
 * The location of a module archive.
 *
 * @param url an {@code https:}, {@code file:} or {@code mvn:} URL
 * @param shown the URL for messages and logs, without credentials, query and fragment
 */
public record ModuleLocation(URL url, String shown) {
  private static final int MAX_LENGTH = 2_048;
  private static final Set<String> SCHEMES = Set.of("https", "file", "mvn");

  /**
   * Parses a URL. Does not check that it exists.
   *
   * @throws ModuleException if the URL is malformed or has another scheme
   */
  public static ModuleLocation of(String text) throws ModuleException {
    if (text == null || text.isBlank() || text.length() > MAX_LENGTH) {
      throw new ModuleException("The bundle URL must have 1 to 2,048 characters.");
    }
    int colon = text.indexOf(':');
    if (colon < 0 || !SCHEMES.contains(text.substring(0, colon))) {
      throw new ModuleException("The bundle URL must begin with https:, file: or mvn:.");
    }
    try {
      // Java would fetch a file on another host by FTP.
      if (text.startsWith("file:") && new URI(text).getAuthority() != null) {
        throw new ModuleException(
            "A file: URL must not contain a host, for example file:/tmp/module.jar.");
      }
      return new ModuleLocation(new URL(text), maskSecrets(text));
    } catch (MalformedURLException | URISyntaxException e) {
      throw new ModuleException(
          "The bundle URL is malformed. It must be an absolute URL, for example "
              + "https://example.org/module.jar.",
          e);
    }
  }

  /** Removes credentials and tokens from a URL for messages and logs. */
  public static String maskSecrets(String text) {
    String anonymous = text.replaceFirst("://[^/?#]*@", "://");
    return text.startsWith("https:") ? anonymous.replaceFirst("[?#].*$", "") : anonymous;
  }

  /** Returns the URL for display. */
  @Override
  public String toString() {
    return shown;
  }
}
