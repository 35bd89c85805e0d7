/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.authn.federation.link.IdentityLinkService;
import org.lumoauth.authn.federation.provider.FederationConnectorRegistry;
import org.lumoauth.authn.federation.provider.ProvisionedUserRoleService;
import org.lumoauth.authn.federation.provider.SocialProviderService;
import org.lumoauth.platform.web.guard.ApproverEligibilityChecker;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Registers the admin API of identity providers. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-federation",
      "lumoauth.web.routes=~/admin/social-providers",
      "lumoauth.web.routes=~/admin/users/*/identities"
    })
public final class FederationApplication extends Application {

  private final Set<Object> singletons;

  @Activate
  public FederationApplication(
      @Reference SocialProviderService providers,
      @Reference ProvisionedUserRoleService roles,
      @Reference FederationConnectorRegistry connectors,
      @Reference IdentityLinkService identities,
      @Reference UserDirectory users,
      @Reference PrivilegeEscalationGuard guard,
      @Reference FutureRoleAssignmentQuery toCome,
      @Reference ApproverEligibilityChecker people) {
    this.singletons =
        Set.of(
            new SocialProvidersResource(providers, roles),
            new SocialProviderTypesResource(connectors),
            new UserIdentitiesResource(identities, providers, users, guard, people, toCome));
  }

  @Override
  public Set<Object> getSingletons() {
    return singletons;
  }
}
