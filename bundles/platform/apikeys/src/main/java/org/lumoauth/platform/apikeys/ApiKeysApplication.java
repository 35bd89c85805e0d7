package org.lumoauth.platform.apikeys;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Brings the keys' endpoints to the door. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=platform-apikeys",
      "lumoauth.web.routes=~/admin/api-keys"
    })
public final class ApiKeysApplication extends Application {
  private final Set<Object> resources;

  @Activate
  public ApiKeysApplication(@Reference ApiKeyAdministration keys) {
    this.resources = Set.of(new ApiKeysResource(keys));
  }

  @Override
  public Set<Object> getSingletons() {
    return resources;
  }
}
