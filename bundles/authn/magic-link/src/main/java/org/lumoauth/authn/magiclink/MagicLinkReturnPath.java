/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.magiclink;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lumoauth.api.tenant.TenantContext;

/**
 * The page for a browser after sign-in: a path of the tenant.
 *
 * @param path the path with its query, beginning with {@code /t/{slug}/} or {@code /orgs/{slug}/}
 * @param clientId the client in the query, which the pages name
 */
public record MagicLinkReturnPath(String path, Optional<String> clientId) {
  private static final int LONGEST = 2_000;

  /** Encoded characters are not allowed, because decoding could lead out of the tenant's path. */
  private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9/_.~-]*");

  private static final Pattern QUERY = Pattern.compile("[!-~&&[^#\\\\]]*");

  /** Returns the submitted path if it is valid. */
  static Optional<MagicLinkReturnPath> of(TenantContext tenant, String sent) {
    int at = sent.indexOf('?');
    var path = at < 0 ? sent : sent.substring(0, at);
    var query = at < 0 ? "" : sent.substring(at + 1);
    boolean ours =
        Stream.of("/t/", "/orgs/").anyMatch(base -> path.startsWith(base + tenant.slug() + "/"));
    boolean plain =
        sent.length() <= LONGEST
            && PATH.matcher(path).matches()
            && !path.contains("//")
            && !List.of(path.split("/")).contains("..")
            && QUERY.matcher(query).matches();
    return ours && plain
        ? Optional.of(new MagicLinkReturnPath(sent, client(query)))
        : Optional.empty();
  }

  private static Optional<String> client(String query) {
    return Stream.of(query.split("&"))
        .filter(parameter -> parameter.startsWith("client_id="))
        .map(parameter -> parameter.substring("client_id=".length()))
        .findFirst()
        .flatMap(MagicLinkReturnPath::decoded);
  }

  private static Optional<String> decoded(String value) {
    try {
      return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
