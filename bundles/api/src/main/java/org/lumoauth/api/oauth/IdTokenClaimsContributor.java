package org.lumoauth.api.oauth;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: claims of ID tokens that come from the way they are granted, not from the
 * subject. Registered with {@code lumoauth.kind=id-token-claims} and {@code lumoauth.name}.
 */
public interface IdTokenClaimsContributor {

  /**
   * Claims to add; none takes the place of one that is there already, and none is a claim by which
   * clients tell who signed in, how and when, as {@code sub}, {@code nonce} or {@code acr}. Empty
   * for what was granted in another way. None has a token in it, which more people can read there.
   *
   * @param request the token request
   * @param grant what was granted
   * @param members of the token response, but for the ID token; they are left as they are
   * @param halfHash the hash of a token for a claim as {@code at_hash} (OpenID Connect Core section
   *     3.1.3.6)
   */
  Map<String, Object> claims(
      TenantContext tenant,
      GrantRequest request,
      AuthorizationGrant grant,
      Map<String, Object> members,
      UnaryOperator<String> halfHash);
}
