package org.lumoauth.platform.apikeys;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.authn.Authenticator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Callers with a tenant's API key. */
@Component(
    property = {
      "lumoauth.kind=authenticator",
      "lumoauth.name=api_key",
      "service.ranking:Integer=200"
    })
public final class ApiKeyAuthenticator implements Authenticator {
  private final StoredApiKeys keys;
  private final TenantRegistry tenants;
  private final LastUse lastUse;
  private final RefusedKeys refused;

  @Activate
  public ApiKeyAuthenticator(
      @Reference StoredApiKeys keys,
      @Reference TenantRegistry tenants,
      @Reference LastUse lastUse,
      @Reference RefusedKeys refused) {
    this.keys = keys;
    this.tenants = tenants;
    this.lastUse = lastUse;
    this.refused = refused;
  }

  @Override
  public Optional<Caller> authenticate(Optional<TenantContext> tenant, RequestView request) {
    return Credentials.in(request)
        .flatMap(KeyText::parse)
        .map(text -> caller(tenant, text, request));
  }

  @Override
  public Optional<String> challenge() {
    return Optional.of("ApiKey");
  }

  private Caller caller(Optional<TenantContext> tenant, KeyText text, RequestView request) {
    var key = keys.recognize(text).orElseThrow(() -> refused.of(request));
    if (tenants.activeById(text.tenantId()).isEmpty()) {
      throw Credentials.refused(); // kept, but its tenant is not served, or never came to be
    }
    if (tenant.filter(asked -> !asked.id().equals(text.tenantId())).isPresent()) {
      throw new Problem(403, "cross_tenant", "The API key belongs to another organization.");
    }
    lastUse.note(text.tenantId(), key.id());
    return new Caller(
        new SubjectRef(SubjectRef.API_KEY, key.id()),
        List.of(),
        Optional.of(text.tenantId()),
        Optional.empty(),
        key.scopes(),
        CredentialKind.API_KEY,
        key.id());
  }
}
