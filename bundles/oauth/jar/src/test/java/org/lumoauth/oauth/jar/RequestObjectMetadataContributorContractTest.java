/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.jar;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.ServerMetadataContributorContract;

class RequestObjectMetadataContributorContractTest extends ServerMetadataContributorContract {

  private final SingleTenantEncryptionKeyService keys = new SingleTenantEncryptionKeyService();

  @Override
  protected ServerMetadataContributor contributor() {
    return new RequestObjectMetadataContributor(keys);
  }

  /** RFC 9101 section 10.5: who registered nothing would be refused an unsigned object. */
  @Test
  void advertisesNoUnsignedRequestObjects() {
    Map<String, Object> metadata = new HashMap<>();
    contributor().contribute(tenant(), metadata);

    var offered = (List<?>) metadata.get("request_object_signing_alg_values_supported");
    assertTrue(offered.contains("RS256"));
    assertFalse(offered.contains("none"));
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }
}
