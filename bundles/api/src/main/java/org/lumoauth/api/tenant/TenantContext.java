package org.lumoauth.api.tenant;

import java.util.Objects;

/**
 * The tenant that a call works for, resolved and enabled.
 *
 * @param id {@code ten_} and a ULID; the tenant part of every key
 * @param slug the name in the path, byte-exact
 * @param issuer the issuer identifier (RFC 8414 section 2): {@code {base}/t/{slug}/api/v1}, without
 *     a trailing slash; also the base of the tenant's API
 */
public record TenantContext(String id, String slug, String issuer) {
  public TenantContext {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(slug, "slug");
    Objects.requireNonNull(issuer, "issuer");
  }
}
