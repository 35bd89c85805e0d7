/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.apikeys;

import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectSource;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Provides API keys as subjects. */
@Component(property = {"lumoauth.kind=subject-source", "lumoauth.name=api_key"})
public final class ApiKeySubjectSource implements SubjectSource {
  private final StoredApiKeyService keys;

  @Activate
  public ApiKeySubjectSource(@Reference StoredApiKeyService keys) {
    this.keys = keys;
  }

  @Override
  public SubjectStatus status(TenantContext tenant, SubjectRef subject) {
    return find(tenant, subject)
        .map(key -> key.isValid(Instant.now()) ? SubjectStatus.ENABLED : SubjectStatus.DISABLED)
        .orElse(SubjectStatus.UNKNOWN);
  }

  @Override
  public String displayName(TenantContext tenant, SubjectRef subject) {
    return find(tenant, subject).map(ApiKey::name).orElse(subject.id());
  }

  private Optional<ApiKey> find(TenantContext tenant, SubjectRef subject) {
    return subject.type().equals(SubjectRef.API_KEY)
        ? keys.find(tenant, subject.id())
        : Optional.empty();
  }
}
