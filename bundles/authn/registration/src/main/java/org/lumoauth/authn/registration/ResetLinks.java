package org.lumoauth.authn.registration;

import java.util.Optional;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.registration.MailTokens.Holder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Links that set a new password, as long as they hold: the user may sign in, and the address that
 * the link was sent to is still theirs.
 */
@Component(service = ResetLinks.class)
public final class ResetLinks {
  private final MailTokens tokens;
  private final UserDirectory users;

  @Activate
  public ResetLinks(@Reference MailTokens tokens, @Reference UserDirectory users) {
    this.tokens = tokens;
    this.users = users;
  }

  /** For whom a link is, if it holds. To look does not use it up. */
  Optional<Holder> find(TenantContext tenant, String token) {
    return tokens.reset(tenant, token).filter(holder -> mayUse(tenant, holder));
  }

  /** Uses a link up: of several at once, one gets it. */
  Optional<Holder> take(TenantContext tenant, String token) {
    return tokens.takeReset(tenant, token).filter(holder -> mayUse(tenant, holder));
  }

  private boolean mayUse(TenantContext tenant, Holder holder) {
    return users
        .find(tenant, holder.userId())
        .filter(User::active)
        .filter(user -> !user.blocked())
        .filter(user -> user.email().equals(holder.email()))
        .isPresent();
  }
}
