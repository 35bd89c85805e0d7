/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.authz.abac.admin.AttributeDefinitionService;
import org.lumoauth.authz.abac.admin.AttributeValueService;
import org.lumoauth.authz.abac.admin.PolicyService;
import org.lumoauth.authz.abac.admin.PolicyTestService;
import org.lumoauth.authz.abac.admin.PolicyVersionService;
import org.lumoauth.authz.abac.cache.DecisionAttributeLookupFactory;
import org.lumoauth.authz.abac.cache.PolicyCache;
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
      @Reference PolicyVersionService history,
      @Reference PolicyTestService trial,
      @Reference AttributeValueService values,
      @Reference PolicyCache cache,
      @Reference DecisionAttributeLookupFactory questions) {
    var own = new PolicyVisibleAttributeReader(cache, questions);
    this.resources =
        Set.of(
            new AttributeDefinitionsResource(definitions),
            new AttributeDefinitionsResource.AdminAttributesResource(definitions),
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
