package org.lumoauth.authn.federation.signin;

import java.util.Optional;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.federation.FederationConnector.FederatedIdentity;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.authn.federation.link.Identities;
import org.lumoauth.authn.federation.provider.OpenProviders;
import org.lumoauth.authn.federation.provider.SocialProvider;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Adds identities to accounts: one that is somebody else's stays so. */
@Component(service = Additions.class)
public final class Additions {

  private final OpenProviders providers;
  private final Arrivals arrivals;
  private final Identities identities;

  @Activate
  public Additions(
      @Reference OpenProviders providers,
      @Reference Arrivals arrivals,
      @Reference Identities identities) {
    this.providers = providers;
    this.arrivals = arrivals;
    this.identities = identities;
  }

  /** How it stands with an addition. */
  sealed interface State {

    /** The provider has proven it, and nobody has it. */
    record Proven(Addition addition) implements State {}

    /** It is over, with this word for the reader. */
    record Over(String done) implements State {}
  }

  /** Finds out who came back. */
  State proven(TenantContext tenant, Brought brought, Initiator by) {
    var answer = brought.answer();
    var provider = open(tenant, answer.provider(), answer.version());
    Optional<FederatedIdentity> found;
    try {
      found = provider.flatMap(each -> arrivals.identity(tenant, each, answer));
    } catch (Problem e) { // the provider does not answer now
      return new State.Over("unavailable");
    }
    return found
        .filter(Accounts::sound)
        .map(Arrivals::withoutClaims)
        .map(who -> free(tenant, brought.owner(), provider.get(), who, by))
        .orElseGet(() -> new State.Over("failed"));
  }

  private State free(
      TenantContext tenant,
      Owner owner,
      SocialProvider provider,
      FederatedIdentity who,
      Initiator by) {
    var has = identities.ownerOf(tenant, provider.provider(), who);
    return has.isEmpty()
        ? new State.Proven(new Addition(owner, provider.provider(), provider.version(), who))
        : new State.Over(outcome(tenant, owner, provider.provider(), who, has.get(), by));
  }

  /** Links what its owner said yes to; the word for the reader. */
  String link(TenantContext tenant, Addition addition, Initiator by) {
    if (open(tenant, addition.provider(), addition.version()).isEmpty()) {
      return "failed";
    }
    var had = identities.ownerOf(tenant, addition.provider(), addition.who());
    var owner = addition.owner().userId();
    var has =
        had.orElseGet(
            () -> identities.link(tenant, addition.provider(), addition.who(), owner, false, by));
    return had.isEmpty() && has.equals(owner)
        ? "linked"
        : outcome(tenant, addition.owner(), addition.provider(), addition.who(), has, by);
  }

  private String outcome(
      TenantContext tenant,
      Owner owner,
      String provider,
      FederatedIdentity who,
      String has,
      Initiator by) {
    if (has.equals(owner.userId())) {
      return "already";
    }
    identities.refused(tenant, provider, who, owner.userId(), by);
    return "taken";
  }

  /** Not if it was closed meanwhile, or is another party now. */
  private Optional<SocialProvider> open(TenantContext tenant, String provider, long version) {
    return providers.find(tenant, provider).filter(each -> each.version() == version);
  }
}
