package org.lumoauth.authn.magiclink;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Where a browser goes when somebody is signed in: a path of the tenant.
 *
 * @param path with its query, beginning with {@code /t/{slug}/} or {@code /orgs/{slug}/}
 * @param clientId the client that is named there, whose name the pages show
 */
public record MagicLinkReturnPath(String path, Optional<String> clientId) {
  private static final int LONGEST = 2_000;

  /** What is decoded on the way could lead out of the tenant, so nothing in the path may be. */
  private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9/_.~-]*");

  private static final Pattern QUERY = Pattern.compile("[!-~&&[^#\\\\]]*");

  /** What somebody sent, if it is such a path. */
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
