/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.idjag;

import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectSource;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.federation.TrustedIssuer;
import org.lumoauth.api.federation.TrustedIssuerService;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Returns whether an external actor is enabled, which requires that its issuer is trusted. */
@Component(property = {"lumoauth.kind=subject-source", "lumoauth.name=" + ExternalActor.TYPE})
public final class ExternalActorSubjectSource implements SubjectSource {

  private final TrustedIssuerService issuers;

  @Activate
  public ExternalActorSubjectSource(@Reference TrustedIssuerService issuers) {
    this.issuers = issuers;
  }

  @Override
  public SubjectStatus status(TenantContext tenant, SubjectRef subject) {
    return ExternalActor.of(subject)
        .flatMap(actor -> issuers.find(tenant, actor.issuer()))
        .map(TrustedIssuer::enabled)
        .map(enabled -> enabled ? SubjectStatus.ENABLED : SubjectStatus.DISABLED)
        .orElse(SubjectStatus.UNKNOWN);
  }

  @Override
  public String displayName(TenantContext tenant, SubjectRef subject) {
    return ExternalActor.of(subject)
        .flatMap(
            actor ->
                issuers
                    .find(tenant, actor.issuer())
                    .map(issuer -> actor.name() + " (" + issuer.name() + ")"))
        .orElse(subject.id());
  }
}
