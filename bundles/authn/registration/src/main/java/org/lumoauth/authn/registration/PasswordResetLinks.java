package org.lumoauth.authn.registration;

import java.util.Optional;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.registration.MailTokenStore.MailTokenHolder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Links that set a new password, as long as they hold: the user may sign in, and the address that
 * the link was sent to is still theirs.
 */
@Component(service = PasswordResetLinks.class)
public final class PasswordResetLinks {
  private final MailTokenStore tokens;
  private final UserDirectory users;

  @Activate
  public PasswordResetLinks(@Reference MailTokenStore tokens, @Reference UserDirectory users) {
    this.tokens = tokens;
    this.users = users;
  }

  /** For whom a link is, if it holds. To look does not use it up. */
  Optional<MailTokenHolder> find(TenantContext tenant, String token) {
    return tokens.findReset(tenant, token).filter(holder -> mayUse(tenant, holder));
  }

  /** Uses a link up: of several at once, one gets it. */
  Optional<MailTokenHolder> take(TenantContext tenant, String token) {
    return tokens.takeReset(tenant, token).filter(holder -> mayUse(tenant, holder));
  }

  private boolean mayUse(TenantContext tenant, MailTokenHolder holder) {
    return users
        .find(tenant, holder.userId())
        .filter(User::active)
        .filter(user -> !user.blocked())
        .filter(user -> user.email().equals(holder.email()))
        .isPresent();
  }
}
