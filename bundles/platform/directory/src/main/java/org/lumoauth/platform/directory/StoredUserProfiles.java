package org.lumoauth.platform.directory;

import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.PostalAddress;
import org.lumoauth.api.directory.UserProfiles;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
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

  @Override
  public Set<String> claims() {
    return OwnClaims.NAMES;
  }

  @Override
  public Map<String, String> faults(Map<String, ?> said) {
    return new OwnClaims(said).faults();
  }

  @Override
  public void say(TenantContext tenant, String userId, Map<String, ?> said, Initiator by) {
    var own = new OwnClaims(said);
    own.faults().keySet().stream()
        .sorted()
        .findFirst()
        .ifPresent(
            name -> {
              throw Problem.invalid(name, name + " cannot be kept like that.");
            });
    users.change(tenant, userId, OptionalLong.empty(), own::of, by);
  }
}
