/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.jar;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.key.EncryptionKeyService;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Publishes the supported request objects (RFC 9101 section 10.5, OpenID Connect Discovery section
 * 3).
 */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=jar",
      ServerMetadataContributor.NO_PERSONAL_SCOPES
    })
public final class RequestObjectMetadataContributor implements ServerMetadataContributor {

  private final EncryptionKeyService keys;

  @Activate
  public RequestObjectMetadataContributor(@Reference EncryptionKeyService keys) {
    this.keys = keys;
  }

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    metadata.put("request_parameter_supported", true);
    metadata.put("request_uri_parameter_supported", true);
    metadata.put("require_request_uri_registration", true);
    metadata.put("require_signed_request_object", false);
    // none is not published, because only a client that registers it may omit the signature.
    metadata.put("request_object_signing_alg_values_supported", RequestObjectVerifier.ALGORITHMS);
    keys.publish(tenant); // Publishes the encryption keys before clients read the metadata.
    metadata.put("request_object_encryption_alg_values_supported", sorted(keys.algorithms()));
    metadata.put("request_object_encryption_enc_values_supported", sorted(keys.encodings()));
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }
}
