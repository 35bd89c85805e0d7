package org.lumoauth.oauth.grant.tokenexchange;

import java.util.Optional;
import org.lumoauth.api.federation.TrustedIssuers;
import org.lumoauth.api.oauth.IdTokens;
import org.lumoauth.api.oauth.TokenKind;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Who reads ID tokens, refresh tokens and assertions, as long as the modules for them are
 * installed.
 */
@Component(service = TokenReaders.class)
public final class TokenReaders {

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile IdTokens idTokens;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile TrustedIssuers trustedIssuers;

  @Reference(
      target = "(lumoauth.name=refresh_token)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile TokenKind refreshTokens;

  public TokenReaders() {}

  TokenReaders(IdTokens idTokens, TrustedIssuers trustedIssuers) {
    this.idTokens = idTokens;
    this.trustedIssuers = trustedIssuers;
  }

  Optional<IdTokens> idTokens() {
    return Optional.ofNullable(idTokens);
  }

  Optional<TokenKind.Active> refreshToken(TenantContext tenant, String token) {
    return Optional.ofNullable(refreshTokens).flatMap(kind -> kind.inspect(tenant, token));
  }

  Optional<TrustedIssuers> trustedIssuers() {
    return Optional.ofNullable(trustedIssuers);
  }
}
