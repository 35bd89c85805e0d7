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

/** API keys as subjects. */
@Component(property = {"lumoauth.kind=subject-source", "lumoauth.name=api_key"})
public final class ApiKeySource implements SubjectSource {
  private final StoredApiKeys keys;

  @Activate
  public ApiKeySource(@Reference StoredApiKeys keys) {
    this.keys = keys;
  }

  @Override
  public SubjectStatus status(TenantContext tenant, SubjectRef subject) {
    return find(tenant, subject)
        .map(key -> key.holds(Instant.now()) ? SubjectStatus.ENABLED : SubjectStatus.DISABLED)
        .orElse(SubjectStatus.UNKNOWN);
  }

  @Override
  public String displayName(TenantContext tenant, SubjectRef subject) {
    return find(tenant, subject).map(ApiKey::name).orElse(subject.id());
  }

  private Optional<ApiKey> find(TenantContext tenant, SubjectRef subject) {
    return subject.type().equals(SubjectRef.API_KEY)
        ? keys.known(tenant, subject.id())
        : Optional.empty();
  }
}
