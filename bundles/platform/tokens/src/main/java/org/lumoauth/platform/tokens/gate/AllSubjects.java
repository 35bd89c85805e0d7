package org.lumoauth.platform.tokens.gate;

import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectSource;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.directory.Subjects;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The subjects of all sources; a subject's type names its source. */
@Component
public final class AllSubjects implements Subjects {

  private final Providers<SubjectSource> sources;

  @Activate
  public AllSubjects(@Reference ProviderRegistry registry) {
    this.sources = registry.follow(SubjectSource.class);
  }

  @Deactivate
  void close() {
    sources.close();
  }

  @Override
  public SubjectStatus status(TenantContext tenant, SubjectRef subject) {
    return ask(subject, this::unknown, (source, of) -> source.status(tenant, of));
  }

  @Override
  public String displayName(TenantContext tenant, SubjectRef subject) {
    return ask(subject, SubjectRef::id, (source, of) -> source.displayName(tenant, of));
  }

  @Override
  public Optional<Set<String>> scopeLimit(TenantContext tenant, SubjectRef subject) {
    return ask(
        subject,
        of -> {
          unknown(of);
          return Optional.of(Set.of()); // of whom nobody knows anything it permits nothing
        },
        (source, of) -> source.scopeLimit(tenant, of));
  }

  @Override
  public boolean mayActFor(TenantContext tenant, SubjectRef actor, SubjectRef subject) {
    return ask(
        actor,
        of -> unknown(of) == SubjectStatus.ENABLED, // of whom nobody knows anything it may not
        (source, of) -> source.mayActFor(tenant, of, subject));
  }

  @Override
  public Optional<SubjectRef> actsFor(TenantContext tenant, SubjectRef subject) {
    return ask(
        subject,
        of -> {
          unknown(of);
          return Optional.empty();
        },
        (source, of) -> source.actsFor(tenant, of));
  }

  /** Nobody is unknown whose module is only away: a credential of theirs is not wrong. */
  private SubjectStatus unknown(SubjectRef subject) {
    String module = sources.away().get(subject.type());
    if (module != null) {
      throw Problem.moduleUnavailable(module);
    }
    return SubjectStatus.UNKNOWN;
  }

  private <T> T ask(
      SubjectRef subject,
      Function<SubjectRef, T> otherwise,
      BiFunction<SubjectSource, SubjectRef, T> question) {
    var lease = sources.acquire(subject.type());
    if (lease.isEmpty()) {
      return otherwise.apply(subject);
    }
    try (var source = lease.get()) {
      return question.apply(source.get(), subject);
    }
  }
}
