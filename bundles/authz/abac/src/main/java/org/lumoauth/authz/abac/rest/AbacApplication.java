package org.lumoauth.authz.abac.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.authz.abac.admin.AttributeDefinitionService;
import org.lumoauth.authz.abac.admin.AttributeValueService;
import org.lumoauth.authz.abac.admin.PolicyHistory;
import org.lumoauth.authz.abac.admin.PolicyService;
import org.lumoauth.authz.abac.admin.PolicyTestService;
import org.lumoauth.authz.abac.cache.PolicyCache;
import org.lumoauth.authz.abac.cache.QuestionAttributeFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Registers the REST resources of attributes and policies. */
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
      @Reference AttributeDefinitionService definitions,
      @Reference PolicyService policies,
      @Reference PolicyHistory history,
      @Reference PolicyTestService trial,
      @Reference AttributeValueService values,
      @Reference PolicyCache cache,
      @Reference QuestionAttributeFactory questions) {
    var own = new VisibleAttributes(cache, questions);
    this.resources =
        Set.of(
            new AttributesResource(definitions),
            new AttributesResource.AdminAttributesResource(definitions),
            new PoliciesResource(policies, history, trial),
            new PoliciesResource.AdminPoliciesResource(policies, history, trial),
            new AttributeValuesResource(values, definitions, own),
            new AttributeValuesResource.AdminAttributeValuesResource(values, definitions, own));
  }

  @Override
  public Set<Object> getSingletons() {
    return resources;
  }
}
