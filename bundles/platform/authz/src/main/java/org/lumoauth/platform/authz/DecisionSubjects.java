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
 * Everybody who has to be permitted: the subject, each actor, and for whom one of them acts by what
 * it is, as the user for whom a task is done.
 */
final class DecisionSubjects {

  private final ProviderTracker<SubjectSource> sources;

  DecisionSubjects(ProviderTracker<SubjectSource> sources) {
    this.sources = sources;
  }

  /**
   * Those of a question, the subject first.
   *
   * @throws ApiException 503 {@code module_unavailable} while nobody can tell for whom one of them
   *     acts
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

  /** People and agents act for others by a credential alone, which names them. */
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
