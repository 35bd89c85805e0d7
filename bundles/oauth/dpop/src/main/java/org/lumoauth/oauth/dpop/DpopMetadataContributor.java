/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dpop;

import java.util.ArrayList;
import java.util.Map;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Publishes the DPoP metadata (RFC 9449 section 5.1). */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=dpop",
      ServerMetadataContributor.NO_PERSONAL_SCOPES
    })
public final class DpopMetadataContributor implements ServerMetadataContributor {

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    metadata.put(
        "dpop_signing_alg_values_supported", new ArrayList<>(DpopProofValidator.ALGORITHMS));
  }
}
