package org.lumoauth.platform.directory;

import java.util.OptionalLong;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.PostalAddress;
import org.lumoauth.api.directory.UserProfiles;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lets users change their own profile, as an administrator would. */
@Component
public final class StoredUserProfiles implements UserProfiles {
  private final UserAdministration users;

  @Activate
  public StoredUserProfiles(@Reference UserAdministration users) {
    this.users = users;
  }

  @Override
  public void rename(TenantContext tenant, String userId, Names names, Initiator by) {
    users.change(
        tenant,
        userId,
        OptionalLong.empty(),
        profile -> profile.renamed(names.given(), names.family()),
        by);
  }

  @Override
  public void describe(
      TenantContext tenant, String userId, Names names, PostalAddress address, Initiator by) {
    users.change(
        tenant,
        userId,
        OptionalLong.empty(),
        profile -> profile.renamed(names.given(), names.family()).living(address),
        by);
  }
}
