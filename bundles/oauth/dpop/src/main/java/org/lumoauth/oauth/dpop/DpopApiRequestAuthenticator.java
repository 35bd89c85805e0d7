/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dpop;

import java.util.HashMap;
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
 * Authenticates requests with an access token that is bound to a key, using the DPoP proof.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449#section-7.1">RFC 9449 section 7.1</a>
 */
@Component(
    service = RequestAuthenticator.class,
    property = {"lumoauth.kind=authenticator", "lumoauth.name=dpop", "service.ranking:Integer=110"})
public final class DpopApiRequestAuthenticator implements RequestAuthenticator {
  private static final Logger LOG = LoggerFactory.getLogger(DpopApiRequestAuthenticator.class);
  private static final String SCHEME = "DPoP ";
  private static final String THUMBPRINT = "jkt";

  private final TokenService tokens;
  private final TenantRegistry tenants;
  private final SubjectDirectory subjects;
  private final DpopProofValidator proofs;
  private final DpopNonceService nonces;
  private final InstalledTokenConfirmationVerifiers confirmations;

  @Activate
  public DpopApiRequestAuthenticator(
      @Reference TokenService tokens,
      @Reference TenantRegistry tenants,
      @Reference SubjectDirectory subjects,
      @Reference DpopProofValidator proofs,
      @Reference DpopNonceService nonces,
      @Reference ProviderRegistry registry) {
    this.tokens = tokens;
    this.tenants = tenants;
    this.subjects = subjects;
    this.proofs = proofs;
    this.nonces = nonces;
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
        .map(token -> caller(tenant, token, request));
  }

  @Override
  public Optional<String> challenge() {
    return Optional.of("DPoP realm=\"lumoauth\", " + InvalidDpopProofException.ALGORITHMS);
  }

  private Caller caller(Optional<TenantContext> ofPath, String jwt, HttpRequestView request) {
    TenantContext tenant =
        ofPath
            .or(() -> tokens.issuerSlug(jwt).flatMap(tenants::findActive))
            .orElseThrow(DpopApiRequestAuthenticator::refused);
    VerifiedToken token = verified(tenant, jwt, request);
    prove(tenant, jwt, token, request);
    return token.toCaller(tenant, subjects);
  }

  private VerifiedToken verified(TenantContext tenant, String jwt, HttpRequestView request) {
    try {
      VerifiedToken token = tokens.verify(tenant, jwt);
      Map<String, Object> confirmation = token.confirmation().orElse(Map.of());
      if (!(confirmation.get(THUMBPRINT) instanceof String)) {
        throw new InvalidTokenException("the token is not bound to a DPoP key", false);
      }
      Map<String, Object> others =
          new HashMap<>(confirmation); // The token may also be bound to a certificate.
      others.remove(THUMBPRINT);
      confirmations.check(tenant, others, request);
      return token;
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

  private void prove(
      TenantContext tenant, String jwt, VerifiedToken token, HttpRequestView request) {
    String thumbprint = (String) token.confirmation().orElseThrow().get(THUMBPRINT);
    var target = new DpopProofValidator.DpopProofTarget(request.method(), request.url());
    try {
      proofs.verify(
          tenant, request.headers("DPoP"), target, Optional.of(jwt), Optional.of(thumbprint));
    } catch (InvalidDpopProofException refusal) {
      if (!refusal.isNonceRequired()) {
        subjects.reportCredentialAbuse(
            tenant, token.subject(), CredentialAbuseKind.PROOF_FAILED, request.remoteAddress());
      }
      throw refusal.toResourceError(nonces.current(tenant));
    }
  }

  private static ApiException refused() {
    return ApiException.unauthenticated(
        "The access token is invalid, expired or revoked. Get a new one.");
  }
}
