/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grants.rest;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.oauth.grants.StoredGrant;

/** A grant in the admin API. It represents all tokens that were issued from the grant. */
record AuthorizationGrantView(
    String id,
    String clientId,
    @Nullable String userId,
    List<String> scopes,
    boolean revoked,
    Instant expiresAt,
    Instant createdAt,
    boolean isExpired) {

  static AuthorizationGrantView of(StoredGrant grant, Instant now) {
    var summary = grant.summary();
    boolean user = summary.subject().type().equals(SubjectRef.USER);
    return new AuthorizationGrantView(
        summary.id(),
        summary.clientId(),
        user ? summary.subject().id() : null,
        List.copyOf(new TreeSet<>(grant.scope())),
        summary.endedAt().isPresent(),
        grant.expiresAt(),
        summary.createdAt(),
        !now.isBefore(grant.expiresAt()));
  }
}
