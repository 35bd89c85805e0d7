package org.lumoauth.platform.web.routing;

import java.util.ArrayList;
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

  /** Stands first in what is not below a tenant's API base: no request's segment holds a NUL. */
  public static final String PAGE = "\u0000page";

  private static final String TENANT_PREFIX = "~/";
  private static final String PAGE_PREFIX = "^/";

  /**
   * Reads {@code POST ~/oauth/token} or {@code ~/admin/users}. A segment {@code {userId}} stands
   * for any one segment, as {@code *} does.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static RoutePattern parse(String text) {
    RoutePattern named = parseNamed(text);
    return new RoutePattern(
        named.method(),
        named.tenant(),
        named.segments().stream().map(each -> isVariable(each) ? ANY : each).toList());
  }

  /** The same with the names of its variable parts: to be shown, not to be looked up by. */
  public static RoutePattern parseNamed(String text) {
    int space = text.indexOf(' ');
    Optional<String> method =
        space < 0 ? Optional.empty() : Optional.of(text.substring(0, space).strip());
    String path = text.substring(space + 1).strip();
    boolean page = path.startsWith(PAGE_PREFIX);
    boolean tenant = page || path.startsWith(TENANT_PREFIX);
    if (!tenant && !path.startsWith("/")) {
      throw new IllegalArgumentException("a route begins with ~/, ^/ or /: " + text);
    }
    String bare = path.substring(tenant ? TENANT_PREFIX.length() : 1).replaceAll("/+$", "");
    List<String> segments = new ArrayList<>(page ? List.of(PAGE) : List.of());
    segments.addAll(bare.isEmpty() ? List.of() : List.of(bare.split("/")));
    if (segments.contains("") || method.filter(String::isEmpty).isPresent()) {
      throw new IllegalArgumentException("a route has no empty part: " + text);
    }
    return new RoutePattern(method, tenant, List.copyOf(segments));
  }

  /** Whether it is a hosted page: below the tenant, but not its API. */
  public boolean isPage() {
    return !segments.isEmpty() && segments.get(0).equals(PAGE);
  }

  private static boolean isVariable(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  /** The path with its variable parts, as the route table shows it. */
  public String template() {
    if (isPage()) {
      List<String> below = segments.subList(1, segments.size());
      return "/t/{tenant}" + (below.isEmpty() ? "" : "/" + String.join("/", below));
    }
    String path = String.join("/", segments);
    return tenant ? "/t/{tenant}/api/v1/" + path : "/" + path;
  }
}
