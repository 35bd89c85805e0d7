/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Validates server identifiers: {@code https}, a lowercase host and no other parts (AAuth draft,
 * section Server Identifiers). A loopback address may have a port, for development. The AAuth draft
 * defines no path; this server and other multi-tenant servers use one.
 */
public final class ServerIdentifierValidator {

  private static final Pattern HOST =
      Pattern.compile("https://[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
  private static final Pattern LOOPBACK =
      Pattern.compile("https://(localhost|127\\.0\\.0\\.1):\\d{1,5}");
  private static final Pattern PATH = Pattern.compile("(?<!/)(/[A-Za-z0-9._~-]+)+$");
  private static final int MAX_LENGTH = 255; // the maximum that fits into audit records

  private ServerIdentifierValidator() {}

  /** Whether the text is a server identifier. */
  public static boolean is(String text) {
    return text.length() <= MAX_LENGTH
        && (HOST.matcher(text).matches() || LOOPBACK.matcher(text).matches());
  }

  /** Whether the text is a server identifier with a path of plain segments. */
  public static boolean isWithPath(String text) {
    Matcher path = PATH.matcher(text);
    return text.length() <= MAX_LENGTH
        && path.find()
        && is(text.substring(0, path.start()))
        && !text.substring(path.start()).matches(".*/\\.{1,2}(/.*)?");
  }

  /** Returns the server identifier of a URL. */
  public static String of(String url) {
    URI uri = URI.create(url);
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }

  /** Returns the host of a server identifier. */
  public static String host(String identifier) {
    return identifier.substring("https://".length()).replaceFirst(":\\d+$", "");
  }
}
