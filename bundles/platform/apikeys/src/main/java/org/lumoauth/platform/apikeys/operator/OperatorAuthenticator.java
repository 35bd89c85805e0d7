/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.apikeys.operator;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.RequestAuthenticator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.BaseUrlProvider;
import org.lumoauth.platform.apikeys.ApiKeyExtractor;
import org.lumoauth.platform.apikeys.FailedApiKeyLimiter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Authenticates the operator by the bootstrap key, on the platform API and {@code /system/sbom}
 * only. Runs after the authenticator of tenant keys and rejects every other value presented as an
 * API key.
 */
@Component(
    property = {
      "lumoauth.kind=authenticator",
      "lumoauth.name=operator_key",
      "service.ranking:Integer=100"
    })
public final class OperatorAuthenticator implements RequestAuthenticator {

  /** The subject of the bootstrap key. */
  public static final SubjectRef OPERATOR = new SubjectRef(SubjectRef.OPERATOR, "bootstrap");

  private static final String PLATFORM = "/api/v1/platform";

  /** The software bill of materials, next to the health endpoints. */
  private static final String SBOM = "/system/sbom";

  private final OperatorApiKey key;
  private final BaseUrlProvider baseUrl;
  private final FailedApiKeyLimiter refused;

  @Activate
  public OperatorAuthenticator(
      @Reference OperatorApiKey key,
      @Reference BaseUrlProvider baseUrl,
      @Reference FailedApiKeyLimiter refused) {
    this.key = key;
    this.baseUrl = baseUrl;
    this.refused = refused;
  }

  @Override
  public Optional<Caller> authenticate(Optional<TenantContext> tenant, HttpRequestView request) {
    return ApiKeyExtractor.extract(request)
        .filter(text -> !ApiKeyExtractor.isTenantOrAgentKey(text))
        .map(text -> caller(text, tenant, request));
  }

  @Override
  public Optional<String> challenge() {
    return Optional.empty(); // the authenticator of tenant keys already sends this challenge
  }

  private Caller caller(String text, Optional<TenantContext> tenant, HttpRequestView request) {
    if (!OperatorApiKey.hasKeyFormat(text) || !key.matches(text)) {
      throw refused.refuse(request);
    }
    if (tenant.isPresent() || !isPlatform(request.url())) {
      throw ApiException.forbidden(
          "The operator's key is only allowed at "
              + PLATFORM
              + ". Use a tenant's API key for other paths.");
    }
    return new Caller(
        OPERATOR,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        CredentialKind.OPERATOR_KEY,
        "bootstrap");
  }

  private boolean isPlatform(String url) {
    var start = baseUrl.value() + PLATFORM;
    return url.equals(start) || url.startsWith(start + "/") || url.equals(baseUrl.value() + SBOM);
  }
}
