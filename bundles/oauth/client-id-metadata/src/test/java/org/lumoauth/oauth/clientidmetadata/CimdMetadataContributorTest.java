/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientidmetadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.ServerMetadataContributorContract;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class CimdMetadataContributorTest extends ServerMetadataContributorContract {

  private final FakeSettingsStore settings =
      new FakeSettingsStore().with(CimdSettings.SECTION, new CimdSettings());

  @Override
  protected ServerMetadataContributor contributor() {
    return new CimdMetadataContributor(settings);
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }

  @Test
  void advertisesSupportIfTenantEnabledIt() {
    var metadata = new HashMap<String, Object>();
    contributor().contribute(tenant(), metadata);
    assertEquals(false, metadata.get("client_id_metadata_document_supported"));

    settings.change(tenant(), CimdSettings.SECTION, Map.of(CimdSettings.ENABLED.name(), true));
    contributor().contribute(tenant(), metadata);
    assertEquals(true, metadata.get("client_id_metadata_document_supported"));
  }
}
