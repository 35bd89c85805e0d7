/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.trustedissuers;

import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectSource;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Returns whether an issuer is currently trusted, for token validation. */
@Component(property = {"lumoauth.kind=subject-source", "lumoauth.name=issuer"})
public final class TrustedIssuerSubjectSource implements SubjectSource {

  private final TrustedIssuerCache issuers;

  @Activate
  public TrustedIssuerSubjectSource(@Reference TrustedIssuerCache issuers) {
    this.issuers = issuers;
  }

  @Override
  public SubjectStatus status(TenantContext tenant, SubjectRef subject) {
    return find(tenant, subject)
        .map(issuer -> issuer.settings().enabled())
        .map(enabled -> enabled ? SubjectStatus.ENABLED : SubjectStatus.DISABLED)
        .orElse(SubjectStatus.UNKNOWN);
  }

  @Override
  public String displayName(TenantContext tenant, SubjectRef subject) {
    return find(tenant, subject).map(issuer -> issuer.settings().name()).orElse(subject.id());
  }

  private Optional<RegisteredIssuer> find(TenantContext tenant, SubjectRef subject) {
    return subject.type().equals(SubjectRef.ISSUER)
        ? issuers.find(tenant.id(), subject.id())
        : Optional.empty();
  }
}
