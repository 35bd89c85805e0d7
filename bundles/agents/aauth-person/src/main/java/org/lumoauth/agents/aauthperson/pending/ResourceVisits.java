package org.lumoauth.agents.aauthperson.pending;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.request.ResourcePage;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.store.ShortLivedStore;
import org.lumoauth.api.store.ShortLivedStore.Entry;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * People who are sent to a page of a resource, and come back by an address that is made for that
 * once (section Resource-Initiated Interaction).
 */
@Component(service = ResourceVisits.class)
public final class ResourceVisits {

  private static final String KIND = "aap-visit";

  private final ShortLivedStore store;
  private final SecretVault vault;
  private final Waiting waiting;

  @Activate
  public ResourceVisits(
      @Reference ShortLivedStore store, @Reference SecretVault vault, @Reference Waiting waiting) {
    this.store = store;
    this.vault = vault;
    this.waiting = waiting;
  }

  /** Where a person goes now: the resource's page, with the way back. */
  String begin(TenantContext tenant, Waiting.Case of) {
    String visit = vault.newSecret();
    store.add(tenant, KIND, visit, Map.of("id", of.id()), of.expiresAt());
    ResourcePage page = of.question().page();
    String back = InteractionAddress.back(tenant, visit);
    return page.url()
        + "?code="
        + page.code()
        + "&callback="
        + URLEncoder.encode(back, StandardCharsets.UTF_8);
  }

  /** The case that somebody comes back to, as long as it is open. */
  Optional<Entry<Waiting.Case>> find(TenantContext tenant, String visit) {
    return store
        .find(tenant, KIND, visit, Map.class)
        .flatMap(entry -> waiting.find(tenant, (String) entry.value().get("id")))
        .filter(entry -> entry.value().state().equals(Waiting.OPEN));
  }

  /** Ends a visit; of several who do, exactly one gets true. */
  boolean end(TenantContext tenant, String visit) {
    return store.take(tenant, KIND, visit, Map.class).isPresent();
  }
}
