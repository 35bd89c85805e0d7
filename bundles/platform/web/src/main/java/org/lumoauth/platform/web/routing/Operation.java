package org.lumoauth.platform.web.routing;

import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.platform.web.meter.RouteMeter;

/**
 * One method on one path.
 *
 * @param method in upper case
 * @param path as {@code /t/{tenant}/api/v1/admin/users/{userId}}
 * @param guard who may
 * @param largeBody whether it takes documents or batches, whose bodies may be large
 * @param summary one line, or empty
 * @param signature what it takes and answers
 * @param meter counts its requests
 */
public record Operation(
    String method,
    String path,
    Guard guard,
    boolean largeBody,
    String summary,
    Signature signature,
    RouteMeter meter) {

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  /** The same with more said of what it takes and answers. */
  public Operation with(Signature more) {
    return new Operation(method, path, guard, largeBody, summary, more, meter);
  }

  /** The names of its query parameters. */
  public Set<String> queryNames() {
    return signature.parameters().stream()
        .filter(parameter -> "query".equals(parameter.get("in")))
        .map(parameter -> (String) parameter.get("name"))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether it administers: what it changes is to be recorded. */
  public boolean administers() {
    return !SAFE.contains(method)
        && (path.contains("/admin/") || path.startsWith("/api/v1/platform/"));
  }
}
