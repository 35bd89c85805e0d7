package org.lumoauth.platform.httpsignatures;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a request goes, in the parts that are signed. Path and query are as they were sent.
 *
 * @param scheme in lower case
 * @param authority host in lower case, and the port unless it is the scheme's own (RFC 9421 section
 *     2.2.3)
 * @param path the path, not decoded; {@code /} where there is none
 * @param query the query without its question mark, not decoded; empty where there is none
 */
public record SignatureTargetUri(
    String scheme, String authority, String path, Optional<String> query) {

  private static final Pattern ABSOLUTE =
      Pattern.compile(
          "(https?)://([^/?#@\\s]+)(/[^?#\\s]*)?(?:\\?([^#\\s]*))?", Pattern.CASE_INSENSITIVE);

  /**
   * The parts of an absolute HTTP URL.
   *
   * @throws IllegalArgumentException if it is none, or has user information or a fragment
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

  /** Path and query, as in the request line. */
  String origin() {
    return path + query.map(text -> "?" + text).orElse("");
  }

  @Override
  public String toString() {
    return scheme + "://" + authority + origin();
  }
}
