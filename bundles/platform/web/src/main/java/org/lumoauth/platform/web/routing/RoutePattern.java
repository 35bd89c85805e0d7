package org.lumoauth.platform.web.routing;

import java.util.List;
import java.util.Optional;

/**
 * A route as a bundle declares it.
 *
 * @param method the method in front of it, on routes of hot endpoints
 * @param tenant whether it stands below a tenant's API base
 * @param segments what it consists of
 */
public record RoutePattern(Optional<String> method, boolean tenant, List<String> segments) {

  /** Stands for any one segment. */
  static final String ANY = "*";

  /** Stands for any number of segments, at the end of a whole path. */
  static final String REST = "**";

  private static final String TENANT_PREFIX = "~/";

  /**
   * Reads {@code POST ~/oauth/token} or {@code ~/admin/users}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static RoutePattern parse(String text) {
    int space = text.indexOf(' ');
    Optional<String> method =
        space < 0 ? Optional.empty() : Optional.of(text.substring(0, space).strip());
    String path = text.substring(space + 1).strip();
    boolean tenant = path.startsWith(TENANT_PREFIX);
    if (!tenant && !path.startsWith("/")) {
      throw new IllegalArgumentException("a route begins with ~/ or /: " + text);
    }
    String bare = path.substring(tenant ? TENANT_PREFIX.length() : 1).replaceAll("/+$", "");
    List<String> segments = bare.isEmpty() ? List.of() : List.of(bare.split("/"));
    if (segments.contains("") || method.filter(String::isEmpty).isPresent()) {
      throw new IllegalArgumentException("a route has no empty part: " + text);
    }
    return new RoutePattern(method, tenant, segments);
  }

  /** The path with its variable parts, as the route table shows it. */
  public String template() {
    String path = String.join("/", segments);
    return tenant ? "/t/{tenant}/api/v1/" + path : "/" + path;
  }
}
