package org.lumoauth.agents.delegation.page;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.AuthorizationRedirectHook;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/**
 * An authorization request of an agent's client ({@code prompt=consent&access_type=offline}) leads
 * to the page on which people let the agent act for them. It gets no code: an agent acts for
 * somebody by exchange, where it is named.
 */
@Component(property = {"lumoauth.kind=authorization-detour", "lumoauth.name=agents-delegation"})
public final class DelegationConsentRedirectHook implements AuthorizationRedirectHook {

  @Override
  public Optional<URI> findRedirect(TenantContext tenant, Client client, Set<String> scope) {
    return client.subject().type().equals(SubjectRef.AGENT)
        ? Optional.of(DelegationPageUrls.of(tenant, client.subject().id(), scope))
        : Optional.empty();
  }
}
