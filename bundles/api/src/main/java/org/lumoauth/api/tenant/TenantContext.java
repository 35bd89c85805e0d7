/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.tenant;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The tenant of an operation, resolved and enabled.
 *
 * @param id {@code ten_} and a ULID; the tenant part of every key
 * @param slug the name in paths, compared byte for byte
 * @param issuer the issuer identifier (RFC 8414 section 2): {@code {base}/t/{slug}/api/v1}, without
 *     a trailing slash; also the base of the tenant's API
 */
public record TenantContext(String id, String slug, String issuer) {
  public TenantContext {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(slug, "slug");
    Objects.requireNonNull(issuer, "issuer");
  }

  /**
   * Returns the equivalent URLs of a resource: the API is available below both {@code
   * {base}/t/{slug}/api/v1} and {@code {base}/orgs/{slug}/api/v1}. A signature for one URL is valid
   * for the other.
   *
   * @param url the requested URL, on the base of the issuer
   * @return the URL itself and, if it belongs to the tenant's API, its equivalent
   */
  public List<String> urlVariants(String url) {
    String tail = "/" + slug + "/api/v1";
    if (!issuer.endsWith("/t" + tail)) {
      return List.of(url);
    }
    String base = issuer.substring(0, issuer.length() - tail.length() - "/t".length());
    String other = base + "/orgs" + tail;
    return below(issuer, url)
        .map(rest -> List.of(url, other + rest))
        .or(() -> below(other, url).map(rest -> List.of(url, issuer + rest)))
        .orElse(List.of(url));
  }

  private static Optional<String> below(String root, String url) {
    return url.equals(root) || url.startsWith(root + "/")
        ? Optional.of(url.substring(root.length()))
        : Optional.empty();
  }
}
