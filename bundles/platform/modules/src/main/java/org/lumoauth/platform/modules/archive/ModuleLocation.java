package org.lumoauth.platform.modules.archive;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.Set;
import org.lumoauth.api.module.ModuleException;

/**
 * Where a module's archive is.
 *
 * @param url {@code https:}, {@code file:} or {@code mvn:}
 * @param shown the same for messages and records, without credentials, query and fragment
 */
public record ModuleLocation(URL url, String shown) {
  private static final int MAX_LENGTH = 2_048;
  private static final Set<String> SCHEMES = Set.of("https", "file", "mvn");

  /**
   * Reads an address; whether there is anything at it is not asked.
   *
   * @throws ModuleException if it is malformed or of another scheme
   */
  public static ModuleLocation of(String text) throws ModuleException {
    if (text == null || text.isBlank() || text.length() > MAX_LENGTH) {
      throw new ModuleException("Give the address of a bundle, at most 2,048 characters.");
    }
    int colon = text.indexOf(':');
    if (colon < 0 || !SCHEMES.contains(text.substring(0, colon))) {
      throw new ModuleException("The address of a bundle begins with https:, file: or mvn:.");
    }
    try {
      // A file on another host would be fetched by FTP.
      if (text.startsWith("file:") && new URI(text).getAuthority() != null) {
        throw new ModuleException("A file: address names no host, as in file:/tmp/module.jar.");
      }
      return new ModuleLocation(new URL(text), maskSecrets(text));
    } catch (MalformedURLException | URISyntaxException e) {
      throw new ModuleException("The address of the bundle is malformed.", e);
    }
  }

  /** An address may carry a password or a token; neither belongs into a message or a record. */
  public static String maskSecrets(String text) {
    String anonymous = text.replaceFirst("://[^/?#]*@", "://");
    return text.startsWith("https:") ? anonymous.replaceFirst("[?#].*$", "") : anonymous;
  }

  /** As it may be shown. */
  @Override
  public String toString() {
    return shown;
  }
}
