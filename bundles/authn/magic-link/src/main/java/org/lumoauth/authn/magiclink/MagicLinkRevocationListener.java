/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.magiclink;

import java.time.Instant;
import java.util.Set;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Revokes a user's links when the user is disabled, blocked or deleted, even if the user is enabled
 * again soon, and when the password changes, because an attacker may read the user's mail.
 */
@Component(
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=authn-magic-link",
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.SUBJECT_DISABLED,
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.SUBJECT_DELETED,
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.USER_PASSWORD_CHANGED
    })
public final class MagicLinkRevocationListener implements DomainEventListener {
  private static final Set<String> ENDING =
      Set.of(
          DomainEvent.SUBJECT_DISABLED,
          DomainEvent.SUBJECT_DELETED,
          DomainEvent.USER_PASSWORD_CHANGED);

  private final MagicLinkTokenStore tokens;
  private final TenantRegistry tenants;

  @Activate
  public MagicLinkRevocationListener(
      @Reference MagicLinkTokenStore tokens, @Reference TenantRegistry tenants) {
    this.tokens = tokens;
    this.tenants = tenants;
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (ENDING.contains(event.type())) {
      tenants.findById(event.tenantId()).ifPresent(tenant -> tokens.end(tenant, event.id()));
    }
  }

  /** Links requested since then remain valid. */
  @Override
  public void onMissedEvent(DomainEvent event, Instant when) {
    if (ENDING.contains(event.type())) {
      tenants.findById(event.tenantId()).ifPresent(tenant -> tokens.end(tenant, event.id(), when));
    }
  }
}
