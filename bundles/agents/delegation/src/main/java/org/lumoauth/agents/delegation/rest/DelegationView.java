/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lumoauth.agents.delegation.consent.StoredDelegation;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/** A delegation as shown by the API. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DelegationView(
    String id,
    String userId,
    String agentId,
    String agentName,
    List<String> scopes,
    String givenAt,
    String expiresAt,
    @Nullable String endedAt,
    String state) {

  static DelegationView of(
      TenantContext tenant, SubjectDirectory subjects, StoredDelegation shown) {
    return of(
        shown, subjects.displayName(tenant, new SubjectRef(SubjectRef.AGENT, shown.agentId())));
  }

  static DelegationView of(StoredDelegation shown, String agentName) {
    return new DelegationView(
        shown.id(),
        shown.userId(),
        shown.agentId(),
        agentName,
        List.copyOf(new TreeSet<>(shown.scope())),
        shown.givenAt().toString(),
        shown.expiresAt().toString(),
        shown.endedAt().map(Instant::toString).orElse(null),
        shown.state(Instant.now()));
  }
}
