/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectSource;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/**
 * Determines all subjects that must be permitted: the subject, each actor, and the principal that
 * one of them inherently acts for, such as the user of a task.
 */
final class DecisionSubjectResolver {

  private final ProviderTracker<SubjectSource> sources;

  DecisionSubjectResolver(ProviderTracker<SubjectSource> sources) {
    this.sources = sources;
  }

  /**
   * Returns the subjects of a request, the originating subject first.
   *
   * @throws ApiException 503 {@code module_unavailable} while the represented principal cannot be
   *     determined
   */
  List<SubjectRef> of(TenantContext tenant, DecisionRequest question) {
    List<SubjectRef> parties = new ArrayList<>(2 + question.actors().size());
    add(parties, tenant, question.subject());
    question.actors().forEach(actor -> add(parties, tenant, actor));
    return parties;
  }

  private void add(List<SubjectRef> parties, TenantContext tenant, SubjectRef party) {
    parties.add(party);
    actsFor(tenant, party).ifPresent(parties::add);
  }

  /**
   * Users and agents act for others only by a credential, which contains the represented subject.
   */
  private Optional<SubjectRef> actsFor(TenantContext tenant, SubjectRef party) {
    if (party.type().equals(SubjectRef.USER) || party.type().equals(SubjectRef.AGENT)) {
      return Optional.empty();
    }
    Optional<ServiceLease<SubjectSource>> found = sources.leaseInstalled(party.type());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (ServiceLease<SubjectSource> source = found.get()) {
      return source.get().findPrincipal(tenant, party);
    }
  }
}
