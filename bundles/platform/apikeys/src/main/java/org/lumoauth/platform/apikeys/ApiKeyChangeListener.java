/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.apikeys;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Evicts keys that another server changed, and those of deleted tenants. */
@Component(
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=platform-apikeys",
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.SUBJECT_DELETED
    })
public final class ApiKeyChangeListener implements DomainEventListener {
  private final StoredApiKeyService keys;

  @Activate
  public ApiKeyChangeListener(@Reference StoredApiKeyService keys) {
    this.keys = keys;
  }

  @Override
  public void onEvent(DomainEvent event) {
    boolean key =
        event.isOneOf(DomainEvent.SUBJECT_CHANGED, DomainEvent.SUBJECT_DELETED)
            && event.id().startsWith("key_");
    if (key || event.isOneOf(DomainEvent.TENANT_CHANGED)) {
      keys.forget(event.tenantId());
    }
  }
}
