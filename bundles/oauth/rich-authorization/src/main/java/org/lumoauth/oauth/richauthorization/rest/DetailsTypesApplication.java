/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.richauthorization.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.oauth.richauthorization.DetailsTypeAdminService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes the admin API of declared types. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-rich-authorization",
      "lumoauth.web.routes=~/admin/oauth/authorization-details-types"
    })
public final class DetailsTypesApplication extends Application {

  private final Set<Object> singletons;

  @Activate
  public DetailsTypesApplication(@Reference DetailsTypeAdminService types) {
    this.singletons = Set.of(new DetailsTypesResource(types));
  }

  @Override
  public Set<Object> getSingletons() {
    return singletons;
  }
}
