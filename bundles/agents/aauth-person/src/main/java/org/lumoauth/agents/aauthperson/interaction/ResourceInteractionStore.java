/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.interaction;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.deferred.DeferredRequest;
import org.lumoauth.agents.aauthperson.deferred.DeferredRequestStore;
import org.lumoauth.agents.aauthperson.request.ResourceInteractionPage;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Stores visits to a resource's page, which return by a single-use URL (AAuth draft, section
 * Resource-Initiated Interaction).
 */
@Component(service = ResourceInteractionStore.class)
public final class ResourceInteractionStore {

  private static final String KIND = "aap-visit";

  private final ShortLivedRecordStore store;
  private final SecretProtectionService vault;
  private final DeferredRequestStore waiting;

  @Activate
  public ResourceInteractionStore(
      @Reference ShortLivedRecordStore store,
      @Reference SecretProtectionService vault,
      @Reference DeferredRequestStore waiting) {
    this.store = store;
    this.vault = vault;
    this.waiting = waiting;
  }

  /** Returns the URL of the resource's page, including the return URL. */
  String begin(TenantContext tenant, DeferredRequest of) {
    String visit = vault.newSecret();
    ResourceInteractionPage page = of.question().page();
    store.add(
        tenant,
        KIND,
        visit,
        Map.of("id", of.id(), "url", page.url(), "code", page.code()),
        of.expiresAt());
    String back = InteractionPageUrls.callbackUrl(tenant, visit);
    return page.url()
        + "?code="
        + page.code()
        + "&callback="
        + URLEncoder.encode(back, StandardCharsets.UTF_8);
  }

  /** Returns the request of a visit, while it is open and requires the interaction on that page. */
  Optional<ShortLivedRecord<DeferredRequest>> find(TenantContext tenant, String visit) {
    return store
        .find(tenant, KIND, visit, Map.class)
        .flatMap((ShortLivedRecord<?> entry) -> of(tenant, (Map<?, ?>) entry.value()));
  }

  private Optional<ShortLivedRecord<DeferredRequest>> of(TenantContext tenant, Map<?, ?> visit) {
    return waiting
        .find(tenant, (String) visit.get("id"))
        .filter(entry -> entry.value().state().equals(DeferredRequest.OPEN))
        .filter(entry -> from(visit).equals(Optional.ofNullable(entry.value().question().page())));
  }

  private static Optional<ResourceInteractionPage> from(Map<?, ?> visit) {
    return Optional.of(
        new ResourceInteractionPage((String) visit.get("url"), (String) visit.get("code")));
  }

  /** Ends a visit; of several concurrent calls, exactly one returns true. */
  boolean end(TenantContext tenant, String visit) {
    return store.take(tenant, KIND, visit, Map.class).isPresent();
  }
}
