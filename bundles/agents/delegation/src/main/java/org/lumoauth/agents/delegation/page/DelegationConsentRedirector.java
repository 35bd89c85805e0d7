/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.page;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.authorization.AuthorizationRequestRedirector;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/**
 * Redirects an authorization request of an agent's client ({@code
 * prompt=consent&access_type=offline}) to the delegation consent page. No code is issued: an agent
 * acts for a user by token exchange, which names the agent.
 */
@Component(property = {"lumoauth.kind=authorization-detour", "lumoauth.name=agents-delegation"})
public final class DelegationConsentRedirector implements AuthorizationRequestRedirector {

  @Override
  public Optional<URI> findRedirect(TenantContext tenant, Client client, Set<String> scope) {
    return client.subject().type().equals(SubjectRef.AGENT)
        ? Optional.of(DelegationPageUrls.of(tenant, client.subject().id(), scope))
        : Optional.empty();
  }
}
