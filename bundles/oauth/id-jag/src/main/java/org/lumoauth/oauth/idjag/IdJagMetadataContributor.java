/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.idjag;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes whether ID-JAGs are issued and accepted. */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=oauth-id-jag",
      ServerMetadataContributor.NO_PERSONAL_SCOPES
    })
public final class IdJagMetadataContributor implements ServerMetadataContributor {

  private static final String ISSUED = "identity_chaining_requested_token_types_supported";
  private static final String TAKEN = "authorization_grant_profiles_supported";

  private final SettingsStore settings;

  @Activate
  public IdJagMetadataContributor(@Reference SettingsStore settings) {
    this.settings = settings;
  }

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    if (CrossAppAccessSettings.ISSUING_ENABLED.read(settings, tenant)) {
      metadata.put(ISSUED, new ArrayList<>(List.of(IdJagConstants.TYPE)));
    }
    if (CrossAppAccessSettings.ACCEPTING_ENABLED.read(settings, tenant)) {
      metadata.put(TAKEN, new ArrayList<>(List.of(IdJagConstants.PROFILE)));
    }
  }

  /** ID-JAGs require the token exchange grant to issue and the JWT bearer grant to redeem them. */
  @Override
  public void complete(TenantContext tenant, Map<String, Object> metadata) {
    if (!grants(metadata).contains("urn:ietf:params:oauth:grant-type:token-exchange")) {
      metadata.remove(ISSUED);
    }
    if (!grants(metadata).contains("urn:ietf:params:oauth:grant-type:jwt-bearer")) {
      metadata.remove(TAKEN);
    }
  }

  private static List<?> grants(Map<String, Object> metadata) {
    return metadata.get("grant_types_supported") instanceof List<?> grants ? grants : List.of();
  }
}
