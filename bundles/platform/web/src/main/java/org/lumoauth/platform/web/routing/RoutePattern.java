/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A route as declared by a bundle.
 *
 * @param method the method before the path, for routes of {@code HttpHandler}s
 * @param tenant whether it is below a tenant's API base
 * @param segments its segments
 */
public record RoutePattern(Optional<String> method, boolean tenant, List<String> segments) {

  /** Matches any one segment. */
  static final String ANY = "*";

  /** Matches any number of segments, at the end of a path. */
  static final String REST = "**";

  /**
   * First segment of hosted pages, which are not below a tenant's API base: no segment of a request
   * contains a NUL.
   */
  public static final String PAGE = "\u0000page";

  private static final String TENANT_PREFIX = "~/";
  private static final String PAGE_PREFIX = "^/";

  /**
   * Parses {@code POST ~/oauth/token} or {@code ~/admin/users}. A segment {@code {userId}} matches
   * any one segment, as {@code *} does.
   *
   * @throws IllegalArgumentException if the text has another format
   */
  public static RoutePattern parse(String text) {
    RoutePattern named = parseNamed(text);
    return new RoutePattern(
        named.method(),
        named.tenant(),
        named.segments().stream().map(each -> isVariable(each) ? ANY : each).toList());
  }

  /** Parses a route and keeps the names of its variable parts: for display, not for matching. */
  public static RoutePattern parseNamed(String text) {
    int space = text.indexOf(' ');
    Optional<String> method =
        space < 0 ? Optional.empty() : Optional.of(text.substring(0, space).strip());
    String path = text.substring(space + 1).strip();
    boolean page = path.startsWith(PAGE_PREFIX);
    boolean tenant = page || path.startsWith(TENANT_PREFIX);
    if (!tenant && !path.startsWith("/")) {
      throw new IllegalArgumentException("a route must start with ~/, ^/ or /: " + text);
    }
    String bare = path.substring(tenant ? TENANT_PREFIX.length() : 1).replaceAll("/+$", "");
    List<String> segments = new ArrayList<>(page ? List.of(PAGE) : List.of());
    segments.addAll(bare.isEmpty() ? List.of() : List.of(bare.split("/")));
    if (segments.contains("") || method.filter(String::isEmpty).isPresent()) {
      throw new IllegalArgumentException("a route must not have an empty segment: " + text);
    }
    return new RoutePattern(method, tenant, List.copyOf(segments));
  }

  /** Returns whether it is a hosted page: below the tenant, but not part of its API. */
  public boolean isPage() {
    return !segments.isEmpty() && segments.get(0).equals(PAGE);
  }

  private static boolean isVariable(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  /** Returns the path with its variable parts, as the route table shows it. */
  public String template() {
    if (isPage()) {
      List<String> below = segments.subList(1, segments.size());
      return "/t/{tenant}" + (below.isEmpty() ? "" : "/" + String.join("/", below));
    }
    String path = String.join("/", segments);
    return tenant ? "/t/{tenant}/api/v1/" + path : "/" + path;
  }
}
