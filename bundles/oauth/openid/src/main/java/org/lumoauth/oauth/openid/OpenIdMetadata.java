package org.lumoauth.oauth.openid;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.openid.claims.StandardClaims;
import org.lumoauth.oauth.openid.claims.SubjectClaims;
import org.lumoauth.oauth.openid.token.ClientJwts;
import org.lumoauth.oauth.openid.token.SignatureAlgorithms;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What a relying party has to know of this module.
 *
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata">OpenID
 *     Connect Discovery section 3</a>
 */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=oauth-openid",
      MetadataContributor.NO_PERSONAL_SCOPES
    })
public final class OpenIdMetadata implements MetadataContributor {

  /** Claims that this server sets itself. */
  private static final List<String> OURS =
      List.of("sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "sid");

  private final SubjectClaims claims;
  private final ClientJwts jwts;

  @Activate
  public OpenIdMetadata(@Reference SubjectClaims claims, @Reference ClientJwts jwts) {
    this.claims = claims;
    this.jwts = jwts;
  }

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    metadata.put("userinfo_endpoint", tenant.issuer() + "/oauth/userinfo");
    metadata.put("subject_types_supported", List.of("public", "pairwise"));
    metadata.put("id_token_signing_alg_values_supported", SignatureAlgorithms.supported());
    metadata.put("userinfo_signing_alg_values_supported", SignatureAlgorithms.supported());
    encryption(metadata, "id_token");
    encryption(metadata, "userinfo");
    Set<String> scopes = new TreeSet<>(StandardClaims.scopes());
    scopes.add("openid");
    MetadataContributor.add(metadata, "scopes_supported", scopes);
    MetadataContributor.add(metadata, "claims_supported", OURS);
    MetadataContributor.add(metadata, "claims_supported", claims.names());
    metadata.put("claim_types_supported", List.of("normal"));
    metadata.put("claims_parameter_supported", true);
    MetadataContributor.add(metadata, "entity_profiles_supported", List.of("user"));
  }

  private void encryption(Map<String, Object> metadata, String kind) {
    if (!jwts.encryptionAlgorithms().isEmpty()) {
      metadata.put(kind + "_encryption_alg_values_supported", jwts.encryptionAlgorithms());
      metadata.put(kind + "_encryption_enc_values_supported", jwts.encryptionEncodings());
    }
  }
}
