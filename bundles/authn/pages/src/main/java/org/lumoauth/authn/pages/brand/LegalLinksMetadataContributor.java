/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.brand;

import java.util.Map;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Adds the tenant's policy and terms to the metadata, if set (RFC 8414 section 2). */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=branding",
      ServerMetadataContributor.NO_PERSONAL_SCOPES
    })
public final class LegalLinksMetadataContributor implements ServerMetadataContributor {

  private static final Map<String, String> MEMBERS =
      Map.of("privacyUrl", "op_policy_uri", "termsUrl", "op_tos_uri");

  private final SettingsStore settings;

  @Activate
  public LegalLinksMetadataContributor(@Reference SettingsStore settings) {
    this.settings = settings;
  }

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    var branding = settings.read(tenant, BrandingSettings.SECTION);
    MEMBERS.forEach(
        (setting, member) -> {
          if (branding.get(setting) instanceof String url && !url.isEmpty()) {
            metadata.put(member, url);
          }
        });
  }
}
