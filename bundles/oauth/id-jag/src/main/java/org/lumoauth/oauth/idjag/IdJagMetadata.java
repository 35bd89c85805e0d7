package org.lumoauth.oauth.idjag;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells whether ID-JAGs are issued and taken here. */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=oauth-id-jag",
      MetadataContributor.NO_PERSONAL_SCOPES
    })
public final class IdJagMetadata implements MetadataContributor {

  private final SettingsStore settings;

  @Activate
  public IdJagMetadata(@Reference SettingsStore settings) {
    this.settings = settings;
  }

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    if (XaaSettings.issues(settings, tenant)) {
      metadata.put(
          "identity_chaining_requested_token_types_supported",
          new ArrayList<>(List.of(IdJag.TYPE)));
    }
    if (XaaSettings.takes(settings, tenant)) {
      metadata.put(
          "authorization_grant_profiles_supported", new ArrayList<>(List.of(IdJag.PROFILE)));
    }
  }
}
