/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.apikeys;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.RequestAuthenticator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Authenticates callers by a tenant's API key. */
@Component(
    property = {
      "lumoauth.kind=authenticator",
      "lumoauth.name=api_key",
      "service.ranking:Integer=200"
    })
public final class ApiKeyAuthenticator implements RequestAuthenticator {
  private final StoredApiKeyService keys;
  private final TenantRegistry tenants;
  private final ApiKeyUsageTracker lastUse;
  private final FailedApiKeyLimiter refused;

  @Activate
  public ApiKeyAuthenticator(
      @Reference StoredApiKeyService keys,
      @Reference TenantRegistry tenants,
      @Reference ApiKeyUsageTracker lastUse,
      @Reference FailedApiKeyLimiter refused) {
    this.keys = keys;
    this.tenants = tenants;
    this.lastUse = lastUse;
    this.refused = refused;
  }

  @Override
  public Optional<Caller> authenticate(Optional<TenantContext> tenant, HttpRequestView request) {
    return ApiKeyExtractor.extract(request)
        .flatMap(PlaintextApiKey::parse)
        .map(text -> caller(tenant, text, request));
  }

  @Override
  public Optional<String> challenge() {
    return Optional.of("ApiKey");
  }

  private Caller caller(
      Optional<TenantContext> tenant, PlaintextApiKey text, HttpRequestView request) {
    var key = keys.findValid(text).orElseThrow(() -> refused.refuse(request));
    if (tenants.findActiveById(text.tenantId()).isEmpty()) {
      throw ApiKeyExtractor
          .invalidApiKey(); // the key exists, but its tenant is not served or was never created
    }
    if (tenant.filter(asked -> !asked.id().equals(text.tenantId())).isPresent()) {
      throw new ApiException(
          403, "cross_tenant", "The API key belongs to another tenant. Use a key of this tenant.");
    }
    lastUse.recordUse(text.tenantId(), key.id());
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
