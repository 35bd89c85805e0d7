/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectSource;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Clients as subjects that act for themselves. */
@Component(property = {"lumoauth.kind=subject-source", "lumoauth.name=client"})
public final class ClientSubjectSource implements SubjectSource {

  private final ClientCache clients;

  @Activate
  public ClientSubjectSource(@Reference ClientCache clients) {
    this.clients = clients;
  }

  @Override
  public SubjectStatus status(TenantContext tenant, SubjectRef subject) {
    return find(tenant, subject)
        .map(RegisteredClientSettings::active)
        .map(active -> active ? SubjectStatus.ENABLED : SubjectStatus.DISABLED)
        .orElse(SubjectStatus.UNKNOWN);
  }

  @Override
  public String displayName(TenantContext tenant, SubjectRef subject) {
    return find(tenant, subject).map(RegisteredClientSettings::name).orElse(subject.id());
  }

  private Optional<RegisteredClientSettings> find(TenantContext tenant, SubjectRef subject) {
    return subject.type().equals(SubjectRef.CLIENT)
        ? clients.find(tenant.id(), subject.id()).map(stored -> stored.client().settings())
        : Optional.empty();
  }
}
