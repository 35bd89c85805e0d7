/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.httpsignatures;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The target of a request, in the parts that are signed. Path and query are as sent.
 *
 * @param scheme in lower case
 * @param authority host in lower case, and the port unless it is the default of the scheme (RFC
 *     9421 section 2.2.3)
 * @param path the undecoded path; {@code /} if it is empty
 * @param query the undecoded query without its question mark; empty if absent
 */
public record SignatureTargetUri(
    String scheme, String authority, String path, Optional<String> query) {

  private static final Pattern ABSOLUTE =
      Pattern.compile(
          "(https?)://([^/?#@\\s]+)(/[^?#\\s]*)?(?:\\?([^#\\s]*))?", Pattern.CASE_INSENSITIVE);

  /**
   * Parses an absolute HTTP URL.
   *
   * @throws IllegalArgumentException if the text is not such a URL, or has user information or a
   *     fragment
   */
  public static SignatureTargetUri of(String url) {
    Matcher parts = ABSOLUTE.matcher(url);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not an absolute HTTP URL");
    }
    String scheme = parts.group(1).toLowerCase(Locale.ROOT);
    String usual = scheme.equals("https") ? ":443" : ":80";
    String authority = parts.group(2).toLowerCase(Locale.ROOT);
    if (authority.endsWith(usual)) {
      authority = authority.substring(0, authority.length() - usual.length());
    }
    String path = parts.group(3) == null ? "/" : parts.group(3);
    return new SignatureTargetUri(scheme, authority, path, Optional.ofNullable(parts.group(4)));
  }

  /** Returns path and query, as in the request line. */
  String origin() {
    return path + query.map(text -> "?" + text).orElse("");
  }

  @Override
  public String toString() {
    return scheme + "://" + authority + origin();
  }
}
