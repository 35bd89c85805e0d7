package org.lumoauth.authz.abac.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.authz.abac.admin.DefinitionService;
import org.lumoauth.authz.abac.admin.PolicyHistory;
import org.lumoauth.authz.abac.admin.PolicyService;
import org.lumoauth.authz.abac.admin.PolicyTrial;
import org.lumoauth.authz.abac.admin.ValueService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Attributes and policies over HTTP. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authz-abac",
      "lumoauth.web.routes=~/abac",
      "lumoauth.web.routes=~/admin/abac"
    })
public final class AbacApplication extends Application {

  private final Set<Object> resources;

  @Activate
  public AbacApplication(
      @Reference DefinitionService definitions,
      @Reference PolicyService policies,
      @Reference PolicyHistory history,
      @Reference PolicyTrial trial,
      @Reference ValueService values,
      @Reference OwnAttributes own) {
    this.resources =
        Set.of(
            new AttributesResource(definitions),
            new AttributesResource.Admin(definitions),
            new PoliciesResource(policies, history, trial),
            new PoliciesResource.Admin(policies, history, trial),
            new ValuesResource(values, definitions, own),
            new ValuesResource.Admin(values, definitions, own));
  }

  @Override
  public Set<Object> getSingletons() {
    return resources;
  }
}
