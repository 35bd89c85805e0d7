/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.platform.web.routing.RoutePattern;

/**
 * The destination of a request.
 *
 * @param slug the tenant's slug, on paths that contain one
 * @param base the base of JAX-RS paths, as {@code /t/acme/api/v1}; may be empty
 * @param rest the path below the base, as sent, starting with a slash
 * @param segments the decoded segments used for routing: those below the base of a tenant's API,
 *     otherwise all of them
 */
public record RequestRoutingPath(
    Optional<String> slug, String base, String rest, List<String> segments) {
  private static final String WELL_KNOWN = ".well-known";
  private static final List<String> LOGOUT = List.of("oauth", "logout");
  private static final String ADMIN = "admin";
  private static final Set<String> SHORT =
      Set.of("users", "roles", "groups", "permissions", "webhooks", "audit-logs");

  /** Resolves the destination of a path. */
  public static RequestRoutingPath of(RequestPath path) {
    List<String> segments = path.segments();
    if (namesTenant(segments, 0)) {
      String slug = segments.get(1);
      if (apiFollows(segments, 2)) {
        String base = prefix(path.raw(), 4);
        String rest = path.raw().substring(base.length());
        return shortened(segments, 4)
            ? administration(slug, base, rest, segments)
            : tenant(slug, base, rest, segments, 4);
      }
      // A short form of ~/.well-known that older clients use.
      if (segments.size() > 2 && segments.get(2).equals(WELL_KNOWN)) {
        String front = prefix(path.raw(), 2);
        String rest = path.raw().substring(front.length());
        return tenant(slug, front + "/api/v1", rest, segments, 2);
      }
      List<String> page = new ArrayList<>(List.of(RoutePattern.PAGE));
      page.addAll(segments.subList(2, segments.size()));
      return new RequestRoutingPath(Optional.of(slug), "", path.raw(), List.copyOf(page));
    }
    // RFC 8414 section 3.1 and RFC 9728 section 3.1: the well-known name precedes the path of the
    // issuer or of a resource below the tenant's API.
    if (segments.size() >= 6
        && segments.get(0).equals(WELL_KNOWN)
        && namesTenant(segments, 2)
        && apiFollows(segments, 4)) {
      String slug = segments.get(3);
      String below = path.raw().substring(prefix(path.raw(), 6).length());
      String rest = prefix(path.raw(), 2) + (below.equals("/") ? "" : below);
      String base = "/" + segments.get(2) + "/" + slug + "/api/v1";
      List<String> named = new ArrayList<>(segments.subList(0, 2));
      named.addAll(segments.subList(6, segments.size()));
      return new RequestRoutingPath(Optional.of(slug), base, rest, List.copyOf(named));
    }
    if (apiFollows(segments, 0)) {
      String base = prefix(path.raw(), 2);
      return new RequestRoutingPath(Optional.empty(), base, below(path.raw(), base), segments);
    }
    return new RequestRoutingPath(Optional.empty(), "", path.raw(), segments);
  }

  /** Returns whether an administration path lacks its {@code admin}, as in guides. */
  private static boolean shortened(List<String> segments, int at) {
    return segments.size() > at && SHORT.contains(segments.get(at));
  }

  private static RequestRoutingPath administration(
      String slug, String base, String rest, List<String> segments) {
    List<String> named = new ArrayList<>(List.of(ADMIN));
    named.addAll(segments.subList(4, segments.size()));
    return new RequestRoutingPath(Optional.of(slug), base, "/" + ADMIN + rest, List.copyOf(named));
  }

  /**
   * Returns whether OAuth clients discover a tenant here and expect their own error code for an
   * unknown one.
   */
  public boolean forRelyingParties() {
    return !segments.isEmpty() && segments.get(0).equals(WELL_KNOWN) || segments.equals(LOGOUT);
  }

  private static RequestRoutingPath tenant(
      String slug, String base, String rest, List<String> segments, int from) {
    return new RequestRoutingPath(
        Optional.of(slug),
        base,
        rest.isEmpty() ? "/" : rest,
        segments.subList(from, segments.size()));
  }

  private static String below(String raw, String base) {
    return raw.length() == base.length() ? "/" : raw.substring(base.length());
  }

  private static boolean namesTenant(List<String> segments, int at) {
    return segments.size() > at + 1
        && (segments.get(at).equals("t") || segments.get(at).equals("orgs"));
  }

  private static boolean apiFollows(List<String> segments, int at) {
    return segments.size() > at + 1
        && segments.get(at).equals("api")
        && segments.get(at + 1).equals("v1");
  }

  /** Returns the first segments of a path as sent. */
  private static String prefix(String raw, int count) {
    int end = 0;
    for (int i = 0; i < count; i++) {
      int slash = raw.indexOf('/', end + 1);
      end = slash < 0 ? raw.length() : slash;
    }
    return raw.substring(0, end);
  }
}
