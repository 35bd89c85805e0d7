/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.routing;

import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.platform.web.metrics.RouteMetrics;

/**
 * One method on one path.
 *
 * @param method in upper case
 * @param path as {@code /t/{tenant}/api/v1/admin/users/{userId}}
 * @param guard the access guard
 * @param largeBody whether it accepts documents or batches with large bodies
 * @param summary one line, or empty
 * @param signature the request and response types
 * @param meter counts its requests
 */
public record RouteOperation(
    String method,
    String path,
    AccessRequirement guard,
    boolean largeBody,
    String summary,
    OperationSchema signature,
    RouteMetrics meter) {

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  /** Returns the operation with an extended signature. */
  public RouteOperation withSignature(OperationSchema more) {
    return new RouteOperation(method, path, guard, largeBody, summary, more, meter);
  }

  /** Returns the names of its query parameters. */
  public Set<String> queryNames() {
    return signature.parameters().stream()
        .filter(parameter -> "query".equals(parameter.get("in")))
        .map(parameter -> (String) parameter.get("name"))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns whether this is an administration operation, so that its changes are recorded. */
  public boolean isAdministrative() {
    return !SAFE.contains(method)
        && (path.contains("/admin/") || path.startsWith("/api/v1/platform/"));
  }
}
