/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.response;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.oauth.authorization.AuthorizationResponseContributor;
import org.lumoauth.api.oauth.authorization.AuthorizationResponseContributor.AuthorizationResponseAddition;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Collects the parameters that installed modules add to a successful response. */
@Component(service = AuthorizationResponseContributorRegistry.class)
public final class AuthorizationResponseContributorRegistry {

  private final ProviderTracker<AuthorizationResponseContributor> contributors;

  @Activate
  public AuthorizationResponseContributorRegistry(@Reference ProviderRegistry registry) {
    this.contributors = registry.track(AuthorizationResponseContributor.class);
  }

  @Deactivate
  void close() {
    contributors.close();
  }

  /**
   * Returns all additions combined.
   *
   * @param session the session in which the request was granted
   */
  public AuthorizationResponseAddition to(
      TenantContext tenant, AuthorizationRequest request, Session session) {
    Map<String, String> parameters = new LinkedHashMap<>();
    List<String> cookies = new ArrayList<>();
    List<ServiceLease<AuthorizationResponseContributor>> held = contributors.leaseAvailable();
    try {
      for (var contributor : held) {
        AuthorizationResponseAddition addition = contributor.get().add(tenant, request, session);
        parameters.putAll(addition.parameters());
        cookies.addAll(addition.cookies());
      }
    } finally {
      held.forEach(ServiceLease::close);
    }
    return new AuthorizationResponseAddition(parameters, cookies);
  }
}
