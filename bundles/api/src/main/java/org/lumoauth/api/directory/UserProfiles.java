package org.lumoauth.api.directory;

import java.util.Objects;
import java.util.Optional;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Changes what users may say of themselves. */
@ProviderType
public interface UserProfiles {

  /**
   * What somebody is called.
   *
   * @param given {@code given_name}
   * @param family {@code family_name}
   */
  record Names(Optional<String> given, Optional<String> family) {
    public Names {
      Objects.requireNonNull(given, "given");
      Objects.requireNonNull(family, "family");
    }
  }

  /**
   * Changes what a user is called, and records it. A display name that was made of the old names,
   * or that there was none, is made of the new ones; any other stays.
   *
   * @param by who asked for it, for the audit record
   * @throws org.lumoauth.api.web.Problem 404 {@code resource_not_found} if there is no such user
   */
  void rename(TenantContext tenant, String userId, Names names, Initiator by);

  /**
   * Changes what a user is called, as {@link #rename} does, and where they live, in one step with
   * one record.
   *
   * @param address all that is to be known of it; {@link PostalAddress#NONE} takes it away
   * @param by who asked for it, for the audit record
   * @throws org.lumoauth.api.web.Problem 404 {@code resource_not_found} if there is no such user
   */
  void describe(
      TenantContext tenant, String userId, Names names, PostalAddress address, Initiator by);
}
