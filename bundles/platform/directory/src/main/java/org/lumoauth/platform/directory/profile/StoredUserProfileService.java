/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.profile;

import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.PostalAddress;
import org.lumoauth.api.directory.UserProfileService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.directory.user.UserAdministration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lets users change their own profile, with the same rules as an administrator. */
@Component
public final class StoredUserProfileService implements UserProfileService {
  private final UserAdministration users;

  @Activate
  public StoredUserProfileService(@Reference UserAdministration users) {
    this.users = users;
  }

  @Override
  public void rename(TenantContext tenant, String userId, PersonName names, AuditInitiator by) {
    users.change(
        tenant,
        userId,
        OptionalLong.empty(),
        profile -> profile.withNames(names.given(), names.family()),
        by);
  }

  @Override
  public void changeNamesAndAddress(
      TenantContext tenant,
      String userId,
      PersonName names,
      PostalAddress address,
      AuditInitiator by) {
    users.change(
        tenant,
        userId,
        OptionalLong.empty(),
        profile -> profile.withNames(names.given(), names.family()).withAddress(address),
        by);
  }

  @Override
  public Set<String> editableClaims() {
    return SelfAssertedClaimsValidator.NAMES;
  }

  @Override
  public Map<String, String> validateClaims(Map<String, ?> said) {
    return new SelfAssertedClaimsValidator(said).faults();
  }

  @Override
  public void changeClaims(
      TenantContext tenant, String userId, Map<String, ?> said, AuditInitiator by) {
    var own = new SelfAssertedClaimsValidator(said);
    own.faults().keySet().stream()
        .sorted()
        .findFirst()
        .ifPresent(
            name -> {
              throw ApiException.invalid(
                  name, name + " is invalid and was not saved: " + own.faults().get(name) + ".");
            });
    users.change(tenant, userId, OptionalLong.empty(), own::applyTo, by);
  }
}
