package org.lumoauth.platform.settings.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.platform.settings.Sections;
import org.lumoauth.platform.settings.StoredSettings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Brings the endpoints of settings to the door. */
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
      @Reference Sections sections,
      @Reference StoredSettings settings,
      @Reference TenantNames names,
      @Reference Views views) {
    var wire = new WireSections(sections);
    var desk = new SettingsDesk(wire, settings, names, views);
    var tenant = new TenantProfileResource(desk, names);
    this.resources =
        Set.of(
            new SettingsResource(desk, new SeveralSections(wire)),
            tenant,
            new OrganizationResource(tenant));
  }

  @Override
  public Set<Object> getSingletons() {
    return resources;
  }
}
