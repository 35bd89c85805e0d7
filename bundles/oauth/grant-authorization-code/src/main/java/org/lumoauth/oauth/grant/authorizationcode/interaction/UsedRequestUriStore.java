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
 * References to pushed requests that were answered. A page may be loaded again until then; an
 * answer is given once.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9126#section-4">RFC 9126 section 4</a>
 */
@Component(service = UsedRequestUriStore.class)
public final class UsedRequestUriStore {

  private static final String KIND = "answered-request-uri";

  /** Longer than a page that was loaded by the reference can be answered. */
  private static final Duration LIFETIME = PendingAuthorizationRequestStore.LIFETIME.plusHours(1);

  private final ShortLivedRecordStore store;

  @Activate
  public UsedRequestUriStore(@Reference ShortLivedRecordStore store) {
    this.store = store;
  }

  /** Whether a request by this reference was answered. */
  public boolean contains(TenantContext tenant, String reference) {
    return store.find(tenant, KIND, reference, Map.class).isPresent();
  }

  /** Whether nobody answered it before; of several at once, exactly one is told so. */
  public boolean add(TenantContext tenant, String reference) {
    return store.add(tenant, KIND, reference, Map.of(), Instant.now().plus(LIFETIME));
  }
}
