package org.lumoauth.platform.authz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectSource;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;

/**
 * Everybody who has to be permitted: the subject, each actor, and for whom one of them acts by what
 * it is, as the user for whom a task is done.
 */
final class Parties {

  private final Providers<SubjectSource> sources;

  Parties(Providers<SubjectSource> sources) {
    this.sources = sources;
  }

  /**
   * Those of a question, the subject first.
   *
   * @throws Problem 503 {@code module_unavailable} while nobody can tell for whom one of them acts
   */
  List<SubjectRef> of(TenantContext tenant, Question question) {
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
    Optional<Lease<SubjectSource>> found = sources.acquireInstalled(party.type());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (Lease<SubjectSource> source = found.get()) {
      return source.get().actsFor(tenant, party);
    }
  }
}
