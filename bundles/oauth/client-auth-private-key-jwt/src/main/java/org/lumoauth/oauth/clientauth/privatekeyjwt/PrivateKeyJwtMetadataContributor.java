/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientauth.privatekeyjwt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Publishes the supported signature algorithms of client assertions (RFC 8414 section 2). */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=private-key-jwt",
      ServerMetadataContributor.NO_PERSONAL_SCOPES
    })
public final class PrivateKeyJwtMetadataContributor implements ServerMetadataContributor {

  private static final List<String> ENDPOINTS = List.of("token", "introspection", "revocation");

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    ENDPOINTS.forEach(
        endpoint ->
            metadata.put(
                endpoint + "_endpoint_auth_signing_alg_values_supported",
                new ArrayList<>(ClientAssertionVerifier.ALGORITHMS)));
  }
}
