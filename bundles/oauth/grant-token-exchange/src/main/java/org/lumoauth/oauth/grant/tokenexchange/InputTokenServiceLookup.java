/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.tokenexchange;

import java.util.Optional;
import org.lumoauth.api.federation.TrustedIssuerService;
import org.lumoauth.api.oauth.authorization.IdTokenHintReader;
import org.lumoauth.api.oauth.token.IntrospectableTokenTypeHandler;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Provides the services that validate ID tokens, refresh tokens and assertions, if their modules
 * are installed.
 */
@Component(service = InputTokenServiceLookup.class)
public final class InputTokenServiceLookup {

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile IdTokenHintReader idTokens;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile TrustedIssuerService trustedIssuers;

  @Reference(
      target = "(lumoauth.name=refresh_token)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile IntrospectableTokenTypeHandler refreshTokens;

  public InputTokenServiceLookup() {}

  InputTokenServiceLookup(IdTokenHintReader idTokens, TrustedIssuerService trustedIssuers) {
    this.idTokens = idTokens;
    this.trustedIssuers = trustedIssuers;
  }

  Optional<IdTokenHintReader> idTokens() {
    return Optional.ofNullable(idTokens);
  }

  Optional<IntrospectableTokenTypeHandler.ActiveToken> refreshToken(
      TenantContext tenant, String token) {
    return Optional.ofNullable(refreshTokens).flatMap(kind -> kind.introspect(tenant, token));
  }

  Optional<TrustedIssuerService> trustedIssuers() {
    return Optional.ofNullable(trustedIssuers);
  }
}
