package org.lumoauth.authn.federation.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.authn.federation.link.Identities;
import org.lumoauth.authn.federation.provider.Connectors;
import org.lumoauth.authn.federation.provider.DefaultRoles;
import org.lumoauth.authn.federation.provider.SocialProviders;
import org.lumoauth.platform.web.ApprovingPeople;
import org.lumoauth.platform.web.CredentialChangeGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Brings the admin API of identity providers to the door. */
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
      @Reference SocialProviders providers,
      @Reference DefaultRoles roles,
      @Reference Connectors connectors,
      @Reference Identities identities,
      @Reference UserDirectory users,
      @Reference CredentialChangeGuard guard,
      @Reference RolesToCome toCome,
      @Reference ApprovingPeople people) {
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
