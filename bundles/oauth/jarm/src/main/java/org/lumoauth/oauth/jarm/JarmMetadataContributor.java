/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.jarm;

import java.util.ArrayList;
import java.util.Map;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes the supported signature algorithms of responses (JARM section 4). */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=jarm",
      ServerMetadataContributor.NO_PERSONAL_SCOPES
    })
public final class JarmMetadataContributor implements ServerMetadataContributor {

  private final AuthorizationResponseEncrypter encryption;

  @Activate
  public JarmMetadataContributor(@Reference AuthorizationResponseEncrypter encryption) {
    this.encryption = encryption;
  }

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    metadata.put(
        "authorization_signing_alg_values_supported",
        new ArrayList<>(AuthorizationResponseSigner.algorithms()));
    if (!encryption.algorithms().isEmpty()) {
      metadata.put("authorization_encryption_alg_values_supported", encryption.algorithms());
      metadata.put("authorization_encryption_enc_values_supported", encryption.encodings());
    }
  }
}
