/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientidmetadata;

import java.util.Map;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes whether the tenant accepts such clients (draft section 5). */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=oauth-client-id-metadata",
      ServerMetadataContributor.NO_PERSONAL_SCOPES
    })
public final class CimdMetadataContributor implements ServerMetadataContributor {

  private final SettingsStore settings;

  @Activate
  public CimdMetadataContributor(@Reference SettingsStore settings) {
    this.settings = settings;
  }

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    metadata.put(
        "client_id_metadata_document_supported", CimdSettings.rules(settings, tenant).enabled());
  }
}
