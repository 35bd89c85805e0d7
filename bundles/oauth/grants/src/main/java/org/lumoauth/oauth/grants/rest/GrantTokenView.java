package org.lumoauth.oauth.grants.rest;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.oauth.grants.StoredGrant;

/** A grant as the admin API shows it: all tokens that were made from it in one. */
record GrantTokenView(
    String id,
    String clientId,
    String userId,
    List<String> scopes,
    boolean revoked,
    Instant expiresAt,
    Instant createdAt,
    boolean isExpired) {

  static GrantTokenView of(StoredGrant grant, Instant now) {
    var summary = grant.summary();
    boolean user = summary.subject().type().equals(SubjectRef.USER);
    return new GrantTokenView(
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
