/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.interaction;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Stores the references of pushed requests that were answered. The page can be reloaded until the
 * request is answered; each request is answered once.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9126#section-4">RFC 9126 section 4</a>
 */
@Component(service = UsedRequestUriStore.class)
public final class UsedRequestUriStore {

  private static final String KIND = "answered-request-uri";

  /** Longer than a page that was loaded with the reference can be answered. */
  private static final Duration LIFETIME = PendingAuthorizationRequestStore.LIFETIME.plusHours(1);

  private final ShortLivedRecordStore store;

  @Activate
  public UsedRequestUriStore(@Reference ShortLivedRecordStore store) {
    this.store = store;
  }

  /** Returns whether the request with this reference was answered. */
  public boolean contains(TenantContext tenant, String reference) {
    return store.find(tenant, KIND, reference, Map.class).isPresent();
  }

  /**
   * Marks the request as answered. Returns true if it was not answered before; if several calls
   * compete, exactly one returns true.
   */
  public boolean add(TenantContext tenant, String reference) {
    return store.add(tenant, KIND, reference, Map.of(), Instant.now().plus(LIFETIME));
  }
}
