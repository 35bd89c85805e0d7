/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens.caller;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.RequestAuthenticator;
import org.lumoauth.api.directory.CredentialAbuseKind;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.token.VerifiedToken;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.support.oauth.InstalledTokenConfirmationVerifiers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads an access token from the Authorization header.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750 section 2.1</a>
 */
@Component(
    property = {
      "lumoauth.kind=authenticator",
      "lumoauth.name=bearer",
      "service.ranking:Integer=100"
    })
public final class BearerTokenAuthenticator implements RequestAuthenticator {

  private static final Logger LOG = LoggerFactory.getLogger(BearerTokenAuthenticator.class);
  private static final String SCHEME = "Bearer ";
  private static final String API_KEY = "lmk_";
  private static final String DPOP_KEY = "jkt";

  private final TokenService tokens;
  private final TenantRegistry tenants;
  private final SubjectDirectory subjects;
  private final InstalledTokenConfirmationVerifiers confirmations;

  @Activate
  public BearerTokenAuthenticator(
      @Reference TokenService tokens,
      @Reference TenantRegistry tenants,
      @Reference SubjectDirectory subjects,
      @Reference ProviderRegistry registry) {
    this.tokens = tokens;
    this.tenants = tenants;
    this.subjects = subjects;
    this.confirmations = new InstalledTokenConfirmationVerifiers(registry);
  }

  @Deactivate
  void close() {
    confirmations.close();
  }

  @Override
  public Optional<Caller> authenticate(Optional<TenantContext> tenant, HttpRequestView request) {
    return request
        .header("Authorization")
        .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(value -> value.substring(SCHEME.length()).strip())
        .filter(token -> !token.startsWith(API_KEY))
        .map(token -> caller(tenant, token, request));
  }

  @Override
  public Optional<String> challenge() {
    return Optional.of("Bearer realm=\"lumoauth\"");
  }

  private Caller caller(Optional<TenantContext> tenantOfPath, String jwt, HttpRequestView request) {
    TenantContext tenant =
        tenantOfPath
            .or(() -> tokens.issuerSlug(jwt).flatMap(tenants::findActive))
            .orElseThrow(BearerTokenAuthenticator::refused);
    try {
      VerifiedToken token = tokens.verify(tenant, jwt);
      requireProofs(tenant, token, request);
      return token.toCaller(tenant, subjects);
    } catch (InvalidTokenException e) {
      LOG.debug("token.refused: tenant={} reason={}", tenant.id(), e.getMessage());
      throw e.isForeign()
          ? new ApiException(
              403,
              "cross_tenant",
              "The access token belongs to another tenant. Request a token of this " + "tenant.")
          : refused();
    }
  }

  /**
   * A bound token that this server cannot check must not be accepted as a bearer token (RFC 9449
   * section 7.2).
   */
  private void requireProofs(TenantContext tenant, VerifiedToken token, HttpRequestView request)
      throws InvalidTokenException {
    Map<String, Object> binding = token.confirmation().orElse(Map.of());
    try {
      confirmations.check(tenant, binding, request);
    } catch (InvalidTokenException e) {
      if (binding.containsKey(DPOP_KEY)) { // only a client without such a key sends no proof
        subjects.reportCredentialAbuse(
            tenant, token.subject(), CredentialAbuseKind.PROOF_FAILED, request.remoteAddress());
      }
      throw e;
    }
  }

  private static ApiException refused() {
    return ApiException.unauthenticated(
        "The access token is invalid, expired or revoked. Request a new one.");
  }
}
