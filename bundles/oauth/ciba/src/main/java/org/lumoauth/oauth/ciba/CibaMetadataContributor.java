/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.ciba.request.BackchannelRequestSourceResolver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes the backchannel authentication endpoint and its capabilities (CIBA section 4). */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=ciba",
      ServerMetadataContributor.NO_PERSONAL_SCOPES
    })
public final class CibaMetadataContributor implements ServerMetadataContributor {

  private final SettingsStore settings;
  private final BackchannelRequestSourceResolver signed;

  @Activate
  public CibaMetadataContributor(
      @Reference SettingsStore settings, @Reference BackchannelRequestSourceResolver signed) {
    this.settings = settings;
    this.signed = signed;
  }

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    metadata.put("backchannel_authentication_endpoint", tenant.issuer() + "/oauth/bc-authorize");
    metadata.put(
        "backchannel_token_delivery_modes_supported",
        new ArrayList<>(List.of("poll", "ping", "push")));
    if (signed.available()) {
      metadata.put(
          "backchannel_authentication_request_signing_alg_values_supported",
          new ArrayList<>(BackchannelRequestSourceResolver.ALGORITHMS));
    }
    metadata.put(
        "backchannel_user_code_parameter_supported",
        CibaSettings.read(settings, tenant).userCode());
  }
}
