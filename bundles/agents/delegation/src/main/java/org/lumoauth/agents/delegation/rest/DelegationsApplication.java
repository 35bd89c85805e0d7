/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.agents.delegation.chain.TokenChainService;
import org.lumoauth.agents.delegation.consent.DelegationConsentService;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The JAX-RS application of delegations and token chains. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-delegation",
      "lumoauth.web.routes=~/me/delegations",
      "lumoauth.web.routes=~/admin/delegations",
      "lumoauth.web.routes=~/agents/chain"
    })
public final class DelegationsApplication extends Application {

  private final Set<Object> singletons;

  @Activate
  public DelegationsApplication(
      @Reference DelegationConsentService book,
      @Reference TokenChainService chains,
      @Reference SubjectDirectory subjects,
      @Reference PrivilegeEscalationGuard guard) {
    this.singletons =
        Set.of(
            new MyDelegationsResource(book, subjects),
            new AdminDelegationsResource(book, subjects, guard),
            new TokenChainResource(chains));
  }

  @Override
  public Set<Object> getSingletons() {
    return singletons;
  }
}
