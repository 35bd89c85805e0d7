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
 * Ends the link to set a new password of a user who is disabled, blocked or deleted, even if they
 * are let in again soon, and of one whose password was set since, perhaps because somebody else
 * reads their mail.
 */
@Component(
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=authn-registration",
      DomainEventListener.MISSES_NONE + "=subject.disabled",
      DomainEventListener.MISSES_NONE + "=subject.deleted",
      DomainEventListener.MISSES_NONE + "=user.password-changed"
    })
public final class PasswordResetRevocationListener implements DomainEventListener {
  private static final Set<String> ENDING =
      Set.of("subject.disabled", "subject.deleted", "user.password-changed");

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

  /** A link that was asked for since holds. */
  @Override
  public void onMissedEvent(DomainEvent event, Instant when) {
    if (ENDING.contains(event.type())) {
      tenants
          .findById(event.tenantId())
          .ifPresent(tenant -> tokens.endReset(tenant, event.id(), when));
    }
  }
}
