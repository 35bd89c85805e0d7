/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens.status;

import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.lumoauth.api.directory.CredentialAbuseKind;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectSource;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Combines the subjects of all sources; the subject type determines the source. */
@Component
public final class CompositeSubjectDirectory implements SubjectDirectory {

  private static final Logger LOG = LoggerFactory.getLogger(CompositeSubjectDirectory.class);

  private final ProviderTracker<SubjectSource> sources;

  @Activate
  public CompositeSubjectDirectory(@Reference ProviderRegistry registry) {
    this.sources = registry.track(SubjectSource.class);
  }

  @Deactivate
  void close() {
    sources.close();
  }

  @Override
  public SubjectStatus status(TenantContext tenant, SubjectRef subject) {
    return ask(subject, of -> SubjectStatus.UNKNOWN, (source, of) -> source.status(tenant, of));
  }

  @Override
  public String displayName(TenantContext tenant, SubjectRef subject) {
    return sources
        .lease(subject.type())
        .map(lease -> ask(lease, source -> source.displayName(tenant, subject)))
        .orElse(subject.id());
  }

  @Override
  public Optional<Set<String>> findScopeLimit(TenantContext tenant, SubjectRef subject) {
    return ask(
        subject,
        of -> Optional.of(Set.of()), // an unknown subject has no permissions
        (source, of) -> source.findScopeLimit(tenant, of));
  }

  @Override
  public boolean canActFor(TenantContext tenant, SubjectRef actor, SubjectRef subject) {
    return ask(
        actor,
        of -> false, // an unknown subject is not permitted
        (source, of) -> source.canActFor(tenant, of, subject));
  }

  @Override
  public Optional<SubjectRef> findPrincipal(TenantContext tenant, SubjectRef subject) {
    return ask(subject, of -> Optional.empty(), (source, of) -> source.findPrincipal(tenant, of));
  }

  /** The reporter has already rejected the credential, independent of this report. */
  @Override
  public void reportCredentialAbuse(
      TenantContext tenant, SubjectRef subject, CredentialAbuseKind how, String address) {
    try {
      sources
          .lease(subject.type())
          .ifPresent(
              lease -> {
                try (lease) {
                  lease.get().reportCredentialAbuse(tenant, subject, how, address);
                }
              });
    } catch (RuntimeException e) { // the database or the audit log may be unavailable
      LOG.warn("subject.misuse-not-counted: tenant={} type={}", tenant.id(), subject.type(), e);
    }
  }

  /**
   * A subject of an unavailable module is not reported as unknown, because its credential is not
   * wrong.
   */
  private <T> T ask(
      SubjectRef subject,
      Function<SubjectRef, T> otherwise,
      BiFunction<SubjectSource, SubjectRef, T> question) {
    return sources
        .leaseInstalled(subject.type())
        .map(lease -> ask(lease, source -> question.apply(source, subject)))
        .orElseGet(() -> otherwise.apply(subject));
  }

  private static <T> T ask(ServiceLease<SubjectSource> lease, Function<SubjectSource, T> question) {
    try (lease) {
      return question.apply(lease.get());
    }
  }
}
