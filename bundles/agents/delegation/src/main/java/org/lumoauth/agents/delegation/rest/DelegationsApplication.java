package org.lumoauth.agents.delegation.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.agents.delegation.chain.Chains;
import org.lumoauth.agents.delegation.consent.DelegationBook;
import org.lumoauth.api.directory.Subjects;
import org.lumoauth.platform.web.CredentialChangeGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Brings the API of delegations and chains to the door. */
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
      @Reference DelegationBook book,
      @Reference Chains chains,
      @Reference Subjects subjects,
      @Reference CredentialChangeGuard guard) {
    this.singletons =
        Set.of(
            new MyDelegationsResource(book, subjects),
            new DelegationsResource(book, subjects, guard),
            new ChainResource(chains));
  }

  @Override
  public Set<Object> getSingletons() {
    return singletons;
  }
}
