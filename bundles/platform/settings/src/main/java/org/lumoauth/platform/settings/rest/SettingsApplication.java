/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.platform.settings.SettingsSectionRegistry;
import org.lumoauth.platform.settings.TenantSettingsStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Registers the settings endpoints. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=platform-settings",
      "lumoauth.web.routes=~/admin/settings",
      "lumoauth.web.routes=~/admin/tenant",
      "lumoauth.web.routes=~/admin/organization"
    })
public final class SettingsApplication extends Application {
  private final Set<Object> resources;

  @Activate
  public SettingsApplication(
      @Reference SettingsSectionRegistry sections,
      @Reference TenantSettingsStore settings,
      @Reference TenantNameService names,
      @Reference VirtualAuthenticationSettingsRegistry views) {
    var wire = new ApiSettingsSectionMapper(sections);
    var desk = new ApiSettingsService(wire, settings, names, views);
    var tenant = new TenantProfileResource(desk, names);
    this.resources =
        Set.of(
            new SettingsResource(desk, new MultiSectionRequestBodyParser(wire)),
            tenant,
            new TenantProfileAliasResource(tenant));
  }

  @Override
  public Set<Object> getSingletons() {
    return resources;
  }
}
