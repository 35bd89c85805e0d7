/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.ServerMetadataContributorContract;

class CibaMetadataContributorTest extends ServerMetadataContributorContract {

  private final CibaBundleFixture world = new CibaBundleFixture();

  @Override
  protected ServerMetadataContributor contributor() {
    return world.metadata;
  }

  @Override
  protected TenantContext tenant() {
    return CibaBundleFixture.ACME;
  }

  @Test
  void publishesEndpointAndDeliveryModes() {
    Map<String, Object> metadata = new HashMap<>();

    world.metadata.contribute(CibaBundleFixture.ACME, metadata);

    assertEquals(
        CibaBundleFixture.ACME.issuer() + "/oauth/bc-authorize",
        metadata.get("backchannel_authentication_endpoint"));
    assertEquals(
        List.of("poll", "ping", "push"),
        metadata.get("backchannel_token_delivery_modes_supported"));
    assertEquals(false, metadata.get("backchannel_user_code_parameter_supported"));
  }
}
