/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.openid;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.openid.claims.StandardClaimsContributor;
import org.lumoauth.oauth.openid.claims.SubjectClaimsAssembler;
import org.lumoauth.oauth.openid.token.ClientJwtIssuer;
import org.lumoauth.oauth.openid.token.ClientTokenSigningAlgorithms;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Publishes the OpenID Connect metadata for relying parties.
 *
 * @see <a
 *     href="https://openid.net/specs/openid-connect-discovery-1_0.html#OidcProviderMetadata">OpenID
 *     Connect Discovery section 3</a>
 */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=oauth-openid",
      ServerMetadataContributor.NO_PERSONAL_SCOPES
    })
public final class OpenIdMetadataContributor implements ServerMetadataContributor {

  /** The claims that this server sets itself. */
  private static final List<String> OURS =
      List.of("sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "sid");

  private final SubjectClaimsAssembler claims;
  private final ClientJwtIssuer jwts;

  @Activate
  public OpenIdMetadataContributor(
      @Reference SubjectClaimsAssembler claims, @Reference ClientJwtIssuer jwts) {
    this.claims = claims;
    this.jwts = jwts;
  }

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    metadata.put("userinfo_endpoint", tenant.issuer() + "/oauth/userinfo");
    metadata.put("subject_types_supported", List.of("public", "pairwise"));
    metadata.put("id_token_signing_alg_values_supported", ClientTokenSigningAlgorithms.supported());
    metadata.put("userinfo_signing_alg_values_supported", ClientTokenSigningAlgorithms.supported());
    encryption(metadata, "id_token");
    encryption(metadata, "userinfo");
    Set<String> scopes = new TreeSet<>(StandardClaimsContributor.scopes());
    scopes.add("openid");
    ServerMetadataContributor.add(metadata, "scopes_supported", scopes);
    ServerMetadataContributor.add(metadata, "claims_supported", OURS);
    ServerMetadataContributor.add(metadata, "claims_supported", claims.names());
    metadata.put("claim_types_supported", List.of("normal"));
    metadata.put("claims_parameter_supported", true);
    ServerMetadataContributor.add(metadata, "entity_profiles_supported", List.of("user"));
  }

  private void encryption(Map<String, Object> metadata, String kind) {
    if (!jwts.encryptionAlgorithms().isEmpty()) {
      metadata.put(kind + "_encryption_alg_values_supported", jwts.encryptionAlgorithms());
      metadata.put(kind + "_encryption_enc_values_supported", jwts.encryptionEncodings());
    }
  }
}
