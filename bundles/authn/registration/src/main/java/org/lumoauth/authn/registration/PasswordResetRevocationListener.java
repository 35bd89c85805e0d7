/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.registration;

import java.time.Instant;
import java.util.Set;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Revokes the password reset link of a user when the user is disabled, blocked or deleted, even if
 * enabled again soon, and when the password is changed, because an attacker may read the user's
 * mail.
 */
@Component(
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=authn-registration",
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.SUBJECT_DISABLED,
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.SUBJECT_DELETED,
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.USER_PASSWORD_CHANGED
    })
public final class PasswordResetRevocationListener implements DomainEventListener {
  private static final Set<String> ENDING =
      Set.of(
          DomainEvent.SUBJECT_DISABLED,
          DomainEvent.SUBJECT_DELETED,
          DomainEvent.USER_PASSWORD_CHANGED);

  private final MailTokenStore tokens;
  private final TenantRegistry tenants;

  @Activate
  public PasswordResetRevocationListener(
      @Reference MailTokenStore tokens, @Reference TenantRegistry tenants) {
    this.tokens = tokens;
    this.tenants = tenants;
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (ENDING.contains(event.type())) {
      tenants.findById(event.tenantId()).ifPresent(tenant -> tokens.endReset(tenant, event.id()));
    }
  }

  /** Links requested since then remain valid. */
  @Override
  public void onMissedEvent(DomainEvent event, Instant when) {
    if (ENDING.contains(event.type())) {
      tenants
          .findById(event.tenantId())
          .ifPresent(tenant -> tokens.endReset(tenant, event.id(), when));
    }
  }
}
